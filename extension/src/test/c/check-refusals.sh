# What happens on a machine that refuses something: a limit of a user namespace stands for every kind of refusal.

readonly MARK=$work/ran

# refused DESCRIPTION EXPECTED PREPARATION FLAG...: the first record, and that nothing of the command ran.
refused() {
    local description=$1 expected=$2 preparation=$3
    shift 3
    rm -f "$MARK"
    launch_in "$preparation" "$@" -- touch "$MARK"
    matches "$description" "$code: $errors" "125: (note cgroup [^"$'\n'"]*"$'\n'")?failed $expected [^"$'\n'"]*"
    succeeds "$description: nothing of the command runs" test ! -e "$MARK"
}

limit() {
    echo "echo 0 >/proc/sys/user/max_$1_namespaces"
}

without_capabilities='set -- setpriv --bounding-set=-all --inh-caps=-all "$@"'

if can_prepare; then
    refused 'a refused user namespace' 'user-namespace 28 ENOSPC' "$(limit user); $without_capabilities" --ipc
    launch_in "$(limit user); $without_capabilities" -- sh -c 'echo ran; sed -n "s/^NoNewPrivs:\t//p" /proc/self/status'
    is 'who asks for no namespace runs without one: exit code' "$code: $output" $'0: ran\n1'
    matches 'who asks for no namespace runs without one: note' "$errors" \
        $'note user-namespace 28 ENOSPC [^\n]+\nended exited 0'
    launch_in "$(limit user)"'; set -- setpriv --bounding-set=-setpcap,-sys_admin --inh-caps=-all "$@"' -- \
        sed -n 's/^CapEff:\t0*//p' /proc/self/status
    is 'who may not reduce the bounding set gains nothing by it' "$code: $output" '0: 800000fb'
    refused 'a refused user namespace, with every flag' 'user-namespace 28 ENOSPC' \
        "$(limit user); $without_capabilities" --net --pid --mount --ipc --uts
    refused 'a refused pid namespace'     'pid-namespace 28 ENOSPC'   "$(limit pid)" --pid
    refused 'a refused network namespace' 'net-namespace 28 ENOSPC'   "$(limit net)" --net
    refused 'a refused mount namespace'   'mount-namespace 28 ENOSPC' "$(limit mnt)" --mount
    refused 'a refused IPC namespace'     'ipc-namespace 28 ENOSPC'   "$(limit ipc)" --ipc
    refused 'a refused UTS namespace'     'uts-namespace 28 ENOSPC'   "$(limit uts)" --uts
    refused 'a refused control group namespace' 'cgroup-namespace 28 ENOSPC' "$(limit cgroup)" --cgroup
    refused 'a refused time namespace'    'time-namespace 28 ENOSPC'  "$(limit time)" --time
    refused 'a refused user namespace inside the first' 'inner-user-namespace 28 ENOSPC' \
        'echo 1 >/proc/sys/user/max_user_namespaces' --user
    refused 'a refused network namespace of root inside' 'net-namespace 28 ENOSPC' "$(limit net)" --user --net
    refused 'a refused network namespace, with every flag' 'net-namespace 28 ENOSPC' "$(limit net)" \
        --net --pid --mount --ipc --uts
    refused 'a refused id map (root without capabilities)' 'id-map 1 EPERM' "$without_capabilities"
    refused 'a refused /proc (the one outside is masked)' 'mount-proc 1 EPERM' 'mount --bind /dev/null /proc/version' --pid
    refused 'a refused /sys (the one outside is masked)' 'mount-sys 1 EPERM' 'mount -t tmpfs none /sys/kernel' --net


    launch_in "$(limit user)" -- echo ran
    is 'a privileged caller goes on without a user namespace: exit code' "$code: $output" '0: ran'
    matches 'a privileged caller goes on without a user namespace: note' "$errors" \
        $'note user-namespace 28 ENOSPC [^\n]+\nended exited 0'
    launch_in "$(limit user)"'; readlink /proc/self/ns/user' -- readlink /proc/self/ns/user
    is 'a privileged caller then stays in its own user namespace' "$(sort -u <<<"$output" | wc -l)" 1
    launch_in "$(limit user)" --net --pid --mount --ipc --uts --tmpfs /tmp -- \
        sh -c 'uname -n; echo $PPID; ls -A /tmp; ls /sys/class/net'
    is 'a privileged caller then gets what it asked for' "$code: $output" $'0: isolated\n1\nlo'
    launch_in "$(limit user)" --mount -- sed -n 's/^CapEff:\t0*//p' /proc/self/status
    is 'a privileged caller then gives up the same capabilities' "$output" 800000fb
else
    skip 'a world of its own cannot be prepared' 'refusals'
fi

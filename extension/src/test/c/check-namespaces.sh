# Which namespaces are entered.

readonly KINDS='cgroup ipc mnt net pid time user uts'

# The kinds of namespace in which the launched command is not in ours.
entered_with() {
    local links=() kind separator=''
    for kind in $KINDS; do
        links+=("/proc/self/ns/$kind")
    done
    readlink "${links[@]}" >"$work/ours"
    launch "$@" -- readlink "${links[@]}"
    if [ $code -ne 0 ]; then
        echo "exit code $code: $errors"
        return
    fi
    diff "$work/ours" "$work/output" | sed -n 's/^> \(.*\):.*/\1/p' | paste -sd ' '
}

# Root always gets a mount namespace, in which the settings of the kernel are read-only.
always='user'
if am_root; then
    always='mnt user'
fi
is 'without flags only a user namespace is entered, and by root one for mounts' "$(entered_with)" "$always"
is '--net enters a network namespace, and one for its mounts' "$(entered_with --net)" 'mnt net user'
is '--pid enters a pid namespace, and one for its mount' "$(entered_with --pid)" 'mnt pid user'
is '--mount enters a mount namespace' "$(entered_with --mount)" 'mnt user'
is '--ipc enters an IPC namespace' "$(entered_with --ipc)" "ipc $always"
is '--uts enters a UTS namespace, and one for its mount' "$(entered_with --uts)" 'mnt user uts'
is '--cgroup enters a control group namespace, and one for its mount' "$(entered_with --cgroup)" 'cgroup mnt user'
is '--time enters a time namespace' "$(entered_with --time)" "${always/user/time user}"
is '--user enters a second user namespace, and one for mounts' "$(entered_with --user)" 'mnt user'
is 'all flags enter all of them' "$(entered_with --net --pid --mount --ipc --uts --user --cgroup --time)" "$KINDS"

is 'the user id inside is the one outside'  "$(inside -- id -u)" "$(id -u)"
is 'the group id inside is the one outside' "$(inside -- id -g)" "$(id -g)"
is 'the saved and file system ids are too' "$(inside -- grep -E '^[UG]id:' /proc/self/status)" \
    "$(grep -E '^[UG]id:' /proc/self/status)"
is 'a file of ours is ours inside, too' "$(inside -- stat -c '%u %g' "$work/ours")" "$(id -u) $(id -g)"

if am_root; then
    is 'root has every user id inside that it has outside'  "$(inside -- cat /proc/self/uid_map)" "$(</proc/self/uid_map)"
    is 'root has every group id inside that it has outside' "$(inside -- cat /proc/self/gid_map)" "$(</proc/self/gid_map)"
    skip 'needs an ordinary user' 'an ordinary user has but its own user id inside'
else
    skip 'needs root' 'root has every user id inside that it has outside' \
        'root has every group id inside that it has outside'
    matches 'an ordinary user has but its own user id inside' "$(inside -- cat /proc/self/uid_map)" \
        " *$(id -u) +$(id -u) +1"
fi

# ---- --ipc ----

if queue=$(ipcmk -Q 2>/dev/null); then
    queue=${queue##* }
    is 'without --ipc the message queues of the host are there' "$(inside -- ipcs -q | grep -c "^0x[^ ]* $queue ")" 1
    is '--ipc: no message queue of the host is there' "$(inside --ipc -- ipcs -q | grep -c '^0x')" 0
    ipcrm -q "$queue"
fi

# ---- --pid ----

matches '--pid: /proc shows init and the command only' "$(inside --pid -- sh -c 'echo /proc/[0-9]*')" \
    '/proc/1 /proc/[0-9]+'
matches '--pid: the command is not PID 1' "$(inside --pid -- sh -c 'echo $$')" '[2-9]|[1-9][0-9]+'
is '--pid: the parent of the command is PID 1' "$(inside --pid -- sh -c 'echo $PPID')" 1
is 'without --pid the processes of the host are there' "$(inside -- sh -c "test -d /proc/$$ && echo there")" there

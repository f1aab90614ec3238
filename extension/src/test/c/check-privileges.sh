# What the command may do.

for flag in '' --pid --net; do
    is "no new privileges can be had${flag:+, with $flag}" \
        "$(inside $flag -- sed -n 's/^NoNewPrivs:\t//p' /proc/self/status)" 1
done

if am_root; then
    # CHOWN 0, DAC_OVERRIDE 1, FOWNER 3, FSETID 4, KILL 5, SETGID 6, SETUID 7, SETFCAP 31
    allowed=$((1 << 0 | 1 << 1 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 31))
    held=$((0x$(sed -n 's/^CapEff:\t//p' /proc/self/status)))
    kept=$(printf %x $((allowed & held)))
    expected="0 $kept $kept $kept 0"
else
    expected='0 0 0 0 0'
fi
is 'capabilities: none for an ordinary user, those over files and ids for root' \
    "$(inside -- cat /proc/self/status | sets)" "$expected"
is 'capabilities with every flag: the same' \
    "$(inside --net --pid --mount --ipc --uts -- cat /proc/self/status | sets)" "$expected"

if am_root; then
    run setpriv --inh-caps=+net_admin,+chown --ambient-caps=+net_admin,+chown "$LAUNCHER" -- cat /proc/self/status
    is 'inheritable and ambient capabilities of the caller do not get in' "$(sets <"$work/output")" "$expected"
    run setpriv --bounding-set=-chown "$LAUNCHER" -- cat /proc/self/status
    without=$(printf %x $((allowed & held & ~1)))
    is 'what the caller does not hold the command does not hold' "$(sets <"$work/output")" \
        "0 $without $without $without 0"

    echo theirs >"$work/theirs"
    chown 12345:12345 "$work/theirs"
    chmod 600 "$work/theirs"
    is 'root can write to a file that another user owns' \
        "$(inside -- sh -c "echo mine >'$work/theirs' && cat '$work/theirs'")" mine
    is 'root can give files away' "$(inside -- sh -c "chown 23456 '$work/theirs' && stat -c %u '$work/theirs'")" 23456
    is 'root can become another user' "$(inside -- setpriv --reuid 12345 --regid 12345 --clear-groups id -u)" 12345
    is 'root can kill processes of other users' "$(inside -- bash -c \
        'setpriv --reuid 12345 --clear-groups sleep 60 & kill $! && wait $!; echo $?')" 143
else
    skip 'needs root' 'inheritable and ambient capabilities of the caller do not get in' \
        'what the caller does not hold the command does not hold' \
        'root can write to a file that another user owns' \
        'root can give files away' \
        'root can become another user' \
        'root can kill processes of other users'
fi

is 'the command cannot mount' "$(inside --mount -- "$PROBE" mount "$work")" EPERM
is 'the command cannot change its network' "$(inside --net -- "$PROBE" interface-up lo)" EPERM
is 'the command cannot change its host name' "$(inside --uts -- "$PROBE" set-hostname other)" EPERM
is 'the command cannot mount, with every flag' \
    "$(inside --net --pid --mount --ipc --uts -- "$PROBE" mount "$work")" EPERM
matches 'the command cannot enter the namespaces of others' \
    "$(inside --net -- sh -c 'nsenter --net=/proc/$0/ns/net true 2>&1' $$)" '.*(Operation not permitted|Permission denied).*'
is 'the command cannot uncover what is covered' \
    "$(inside --mount --tmpfs "$work" -- sh -c 'umount "$0" 2>/dev/null; ls -A "$0"' "$work")" ''

is 'the command cannot get at the descriptors of the process that watches it' \
    "$(inside --pid -- sh -c 'readlink /proc/1/fd/0; echo looked')" looked
if am_root; then
    matches 'the command cannot mount the control groups anew' \
        "$(inside -- sh -c 'unshare --user --map-root-user --cgroup true 2>&1; true')" '.*No space left on device.*'
    is 'the command can have other namespaces of its own' \
        "$(inside -- unshare --user --map-root-user --mount echo can)" can
else
    skip 'needs root' 'the command cannot mount the control groups anew' \
        'the command can have other namespaces of its own'
fi

# By the permissions of the files alone, root could.
for flags in '' '--net' '--pid' '--net --pid --mount --ipc --uts'; do
    # shellcheck disable=SC2086 # a list of words
    is "the command cannot change settings of the kernel, with ${flags:-no flags}" \
        "$(inside $flags -- sh -c 'for file in /proc/sys/kernel/core_pattern /proc/sys/vm/swappiness /sys; do
            test -w $file && echo $file; done; echo looked')" looked
done

# --memory, --cpus-milli, --processes, --cgroup.

for option in --memory --cpus-milli --processes; do
    for value in 0 x -1 ''; do
        matches "$option refuses \"$value\"" "$(launch $option "$value" -- true; echo "$code $errors")" \
            "125 .*$option needs a number from 1 .*"
    done
done

limit_record() {
    sed -n "s/^limit $1 \([a-z]*\) .*/\1/p" <<<"$errors"
}
launch --cpus-milli 1000 -- nproc
is '--cpus-milli: by a control group or by affinity' "$([ "$(limit_record cpus)" = affinity ] && echo "$output" || echo 1)" 1
launch --cpus-milli 1000000 -- nproc
is '--cpus-milli: more than there are' "$output" "$(nproc)"
launch --processes 40 -- bash -c 'for i in {1..80}; do sleep 5 & done 2>/dev/null; jobs -p | wc -l'
means=$(limit_record processes)
if [ "$means" = none ]; then
    is '--processes: says that nothing holds it' "$(grep -c '^limit processes none .' <<<"$errors")" 1
else
    matches '--processes holds' "$output" '[1-9]|[123][0-9]|'
fi
launch --idle -- sh -c 'chrt --pid $$ | head -n 1'
matches '--idle: only when nothing else wants to run' "$output" '.*: SCHED_IDLE'
launch -- sh -c 'chrt --pid $$ | head -n 1'
matches 'without --idle: as any other program' "$output" '.*: SCHED_OTHER'
launch --memory 100000000 -- true
matches '--memory: says by which means' "$errors" \
    '(note cgroup [^'$'\n'']*'$'\n'')?limit memory (cgroup|none) [^'$'\n'']+'$'\n''ended exited 0'

if grep -q '^limit memory cgroup' <<<"$errors"; then
    launch --memory 50000000 --pid -- bash -c 'head -c 200000000 /dev/zero | tail >/dev/null; echo "survived ${PIPESTATUS[1]}"'
    is '--memory: what takes too much is killed, and nothing else' "$code: $output" '0: survived 137'
    is '--memory: that is told' "$(grep '^oom' <<<"$errors")" 'oom 1'
    is '--cgroup: the limits can be read inside' "$(inside --cgroup --memory 50003968 --processes 70 --cpus-milli 500 -- \
        sh -c 'cd /sys/fs/cgroup && cat memory.max pids.max cpu.max')" $'50003968\n70\n50000 100000'
    is '--cgroup: they cannot be changed there' "$(inside --cgroup --memory 50003968 -- \
        sh -c '(echo max >/sys/fs/cgroup/memory.max) 2>&1 | sed "s/.*: //"')" 'Read-only file system'
else
    skip 'no control group is delegated to us' '--memory: what takes too much is killed, and nothing else' \
        '--memory: that is told' '--cgroup: the limits can be read inside' '--cgroup: they cannot be changed there'
fi

is '--cgroup: it is at the root of its control groups' "$(inside --cgroup -- cut -d : -f 3 /proc/self/cgroup | sort -u)" /
own=$(cut -d : -f 3 /proc/self/cgroup | sort -u | paste -sd ' ')
is 'without --cgroup it is in those of the caller' \
    "$(inside -- cut -d : -f 3 /proc/self/cgroup | sort -u | paste -sd ' ')" "$own"
# Those of launchers that are gone: others may be at work on this machine.
groups_left() {
    local group left=0
    while read -r group; do
        [ -d "/proc/${group##*-}" ] || left=$((left + 1))
    done < <(find /sys/fs/cgroup -maxdepth 4 -name 'junit-isolated-*' 2>/dev/null)
    echo $left
}
is '--cgroup: no control group is left' "$(groups_left)" 0
if can_prepare; then
    launch_in 'echo 1 >/proc/sys/user/max_user_namespaces; echo 0 >/proc/sys/user/max_pid_namespaces' --cgroup --pid -- true
    is '--cgroup: no control group is left by a set-up that fails' "$code $(groups_left)" '125 0'
fi
start --cgroup --memory 100000000 -- sleep 60
eventually init_process >/dev/null
kill -KILL "$supervisor"
finish
launch_and_look() {
    launch --cgroup -- true
    [ "$(groups_left)" = 0 ]
}
succeeds '--cgroup: what a killed launcher left is removed by a later one' eventually launch_and_look

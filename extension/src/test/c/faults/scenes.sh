# What the launcher is asked for, each time with one fault. A scene sets the array $asked, and if need be $expected, the exit
# code without a fault, $input, the lifeline, and $with_parent, for one that it is to connect to.

readonly SCENES=${SCENES:-bare all user files names limits doors abandoned lifeline missing socket}

# The options, with a command that prints what it finds, also in the directories.
ask_for_facts() {
    asked=("$@" -- /bin/bash "$HERE/facts.bash" "$outside" "${directories[@]}")
}

scene_bare() {
    ask_for_facts
}

scene_all() {
    local directories=(/tmp /dev/shm)
    ask_for_facts --net --pid --mount --ipc --uts --cgroup --time --time-offset 86400000000000 --tmpfs /tmp \
        --tmpfs /dev/shm --keep "$HERE" --read-only
}

scene_user() {
    ask_for_facts --user --net --pid --mount --ipc --uts --hostname inner --cgroup --time
}

scene_files() {
    local directories=("$work/files/"{tmpfs,tmpfs/below,overlay,covered})
    ask_for_facts --pid --mount --tmpfs-size 1048576 "$work/files/tmpfs" --bind /etc/hosts "$work/files/tmpfs/below/hosts" \
        --bind-writable /etc "$work/files/tmpfs/etc" --overlay /etc "$work/files/overlay" --tmpfs "$work/files/covered" \
        --keep "$work/files/covered/kept" --keep-writable "$work/files/covered/written" --read-only
}

scene_names() {
    ask_for_facts --uts --hostname named --ipc
}

scene_limits() {
    ask_for_facts --memory 1000000000 --cpus-milli 1000 --processes 500 --idle --cgroup
}

# Through two doors, out and in again: what a fault breaks at most is the connection, or the datagram, that is on its way.
scene_doors() {
    asked=(--net --pid --host-port tcp 81 "$free_port" --publish tcp "$free_port" 80 --host-port udp 81 "$free_port"
        --publish udp "$free_port" 80 -- /bin/bash -c '
            exec {streams}< <(exec "$0" echo 127.0.0.1 80) {datagrams}< <(exec "$0" echo-datagrams 127.0.0.1 80)
            read -ru $streams; read -ru $datagrams
            for try in {1..5}; do
                answer=$(timeout 2 "$0" exchange 127.0.0.1 81 300000)
                [ "$answer" = "300000, then the end" ] && break
            done
            echo "$answer"
            for try in {1..5}; do
                answer=$(timeout 1 "$0" exchange-datagrams 127.0.0.1 81 2 0 1000)
                [ "$answer" = 4 ] && break
            done
            echo "$answer"' "$PROBE")
}

scene_abandoned() {
    asked=(-- "$PROBE" abandon)
}

# The parent is gone as soon as everything is there.
scene_lifeline() {
    expected=137
    input=/dev/null
    asked=(--cgroup -- sleep 60)
}

scene_missing() {
    expected=127
    asked=(-- "$work/missing")
}

scene_socket() {
    with_parent=true
    asked=(--socket "$work/socket" --pid -- "$PROBE" talk)
}

start_parent() {
    rm -f "$work/socket"
    "$PROBE" parent "$work/socket" </dev/null >"$work/seen" 2>&1 &
    parent=$!
    eventually test -S "$work/socket"
}

# It waits for two connections, in vain if the launcher has not come so far. What it has seen goes to the errors.
end_parent() {
    local i
    for ((i = 0; i < 100; i++)); do
        has_ended $parent && break
        sleep 0.02
    done
    kill $parent 2>/dev/null
    wait $parent 2>/dev/null
    sed 's/^first: //' "$work/seen" >>"$work/errors"
}

# What scenes find outside.
prepare_scenes() {
    outside=$(readlink /proc/self/ns/* | paste -sd ' ')
    mkdir -p "$work/files/"{tmpfs,overlay,covered/kept,covered/written}
    chmod -R a+rwX "$work/files"
    launch --net --publish tcp 0 80 -- true
    free_port=$(sed -n 's/^port tcp 80 //p' <<<"$errors")
}

# --thread-namespaces: the command may enter further namespaces, and is nobody special all the same.

in_further() {
    inside --thread-namespaces --net --uts --ipc --mount "$@"
}
is '--thread-namespaces: the ids stay' "$(inside --thread-namespaces -- sh -c 'id -u; id -g')" "$(id -u; id -g)"
is '--thread-namespaces: the ids stay in further ones' "$(in_further -- unshare --net --uts --ipc --mount sh -c 'id -u; id -g')" \
    "$(id -u; id -g)"
is '--thread-namespaces: a network inside the network' "$(in_further -- unshare --net \
    sh -c 'ip link set lo up && ip -brief address show lo | grep -c 127.0.0.1')" 1
is '--thread-namespaces: a host name inside the host name' "$(in_further -- unshare --uts sh -c 'hostname other && uname -n')" other
is '--thread-namespaces: an own directory inside the own one' "$(in_further --tmpfs "$work" -- unshare --mount \
    sh -c 'touch "$0/before"; mount -t tmpfs none "$0" && ls -A "$0"' "$work")" ''
is '--thread-namespaces: no new privileges' "$(inside --thread-namespaces -- sed -n 's/^NoNewPrivs:\t//p' /proc/self/status)" 1
am_root || is '--thread-namespaces: no capability but these' "$(inside --thread-namespaces -- cat /proc/self/status | sets | cut -d ' ' -f 1-5)" \
    '201400 201400 201400 201400 201400'
is '--thread-namespaces: covers cannot be removed' "$(in_further --tmpfs "$work" -- \
    sh -c 'umount "$0" 2>/dev/null; umount -l "$0" 2>/dev/null; ls -A "$0"' "$work")" ''
is '--thread-namespaces: the read-only rest stays so' "$(in_further --read-only -- \
    sh -c 'mount -o remount,bind,rw / 2>/dev/null; (echo x >"$0/new") 2>&1 | sed "s/.*: //"' "$work")" 'Read-only file system'
matches '--thread-namespaces: a setting of the machine cannot be changed' \
    "$(in_further -- sh -c "(echo 1 >/proc/sys/kernel/core_pattern) 2>&1; true")" \
    '.*(Read-only file system|Permission denied|Operation not permitted)'

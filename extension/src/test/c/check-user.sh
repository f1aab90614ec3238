# --user: root inside, nobody special outside.

is '--user: the ids are 0' "$(inside --user -- sh -c 'id -u; id -g')" $'0\n0'
is '--user: every capability inside' "$(inside --user -- cat /proc/self/status | sets | cut -d ' ' -f 2-4)" \
    "$(all=$(printf '%x' $(((1 << ($(</proc/sys/kernel/cap_last_cap) + 1)) - 1))); echo "$all $all $all")"
is '--user: no new privileges all the same' "$(inside --user -- sed -n 's/^NoNewPrivs:\t//p' /proc/self/status)" 1
echo mine >"$work/mine"
is '--user: files of the caller belong to root inside' "$(inside --user -- stat -c %u "$work/mine")" 0
is '--user: what root inside makes belongs to the caller' \
    "$(inside --user -- touch "$work/made" >/dev/null; stat -c %u "$work/made")" "$(id -u)"
is '--user --net: root inside rules over its network' "$(inside --user --net -- \
    sh -c 'ip address add 10.1.2.3/32 dev lo && ip -brief address show lo | grep -o 10.1.2.3')" 10.1.2.3
is '--user --uts: root inside may change its host name' "$(inside --user --uts -- sh -c 'hostname other && uname -n')" other
is '--user: root inside may mount' "$(inside --user -- sh -c 'mount -t tmpfs none /mnt && echo can')" can
is '--user: what root inside mounts is not on the host' "$(grep -c ' /mnt ' /proc/self/mounts)" \
    "$(inside --user -- grep -c ' /mnt ' /proc/self/mounts | sed 's/.*: \([0-9]*\) .*/\1/')"
is '--user: the own settings of the network may be changed' "$(inside --user --net --pid -- \
    sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward && cat /proc/sys/net/ipv4/ip_forward')" \
    "$(am_root && echo 'exit code 2:  sh: 1: cannot create /proc/sys/net/ipv4/ip_forward: Read-only file system
ended exited 2' || echo 1)"

# ---- what it cannot do ----

if am_root; then
    install -m 600 -o 1234 -g 1234 /dev/null "$work/of-another"
    without_override() {
        run setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "$LAUNCHER" "$@"
        echo "$output"
    }
    matches '--user: root that cannot read a file of another user cannot inside' \
        "$(without_override --user -- sh -c 'cat "$0" 2>&1; true' "$work/of-another")" '.*Permission denied.*'
fi

tried() {
    inside --user --pid --net "$@" 2>&1
}
for setting in kernel/hostname kernel/core_pattern vm/drop_caches kernel/panic; do
    matches "--user: a setting of the machine cannot be changed: $setting" \
        "$(tried -- sh -c "(echo 1 >/proc/sys/$setting) 2>&1; true")" '.*(Read-only file system|Permission denied|Operation not permitted)'
done
matches '--user: /sys cannot be made writable' "$(tried -- sh -c 'mount -o remount,rw /sys 2>&1; true')" '.*(permission denied|not permitted).*'
matches '--user: /sys cannot be mounted anew, writable' \
    "$(tried -- sh -c 'mount -t sysfs none /mnt 2>/dev/null; (echo x >/mnt/kernel/notes) 2>&1; true')" \
    '.*(Read-only file system|Permission denied|nonexistent).*'
is '--user: covers cannot be removed' "$(inside --user --mount --tmpfs "$work" -- \
    sh -c 'umount "$0" 2>/dev/null; umount -l "$0" 2>/dev/null; ls -A "$0"' "$work")" ''
is '--user: the read-only rest stays so' "$(inside --user --mount --read-only -- \
    sh -c 'mount -o remount,bind,rw / 2>/dev/null; (echo x >"$0/new") 2>&1 | sed "s/.*: //"' "$work")" 'Read-only file system'
is '--user: init is out of reach' "$(inside --user --pid -- sh -c 'kill -9 1 2>/dev/null; readlink /proc/1/fd/0; echo alive')" alive
matches '--user: no module can be loaded' "$(tried -- sh -c 'modprobe dummy 2>&1; dmesg -C 2>&1; true')" '.*(not permitted|not found|denied|Operation).*'
for kind in cgroup2 'cgroup -o freezer' 'cgroup -o none,name=systemd'; do
    matches "--user --cgroup: control groups cannot be mounted: $kind" "$(inside --user --pid --cgroup --mount --tmpfs /mnt -- \
        sh -c "mount -t $kind none /mnt && echo mounted || true" 2>&1)" '()'
done
if ! am_root; then
    matches '--user: files of the machine'"'"'s root stay closed' "$(tried -- sh -c 'cat /etc/shadow 2>&1; true')" '.*Permission denied'
    matches '--user: files of the machine'"'"'s root stay theirs' "$(tried -- sh -c 'chown 0 /etc/passwd 2>&1; true')" '.*not permitted'
fi

# --net: a network of its own, with a loopback and nothing else.

is '--net: IPv4 loopback is up' "$(inside --net -- "$PROBE" meet 127.0.0.1)" 'done'
if [ -e /proc/net/if_inet6 ]; then
    is '--net: IPv6 loopback is up' "$(inside --net -- "$PROBE" meet ::1)" 'done'
    is '--net: an outside IPv6 address cannot be reached, at once' "$(inside --net -- "$PROBE" connect 2001:db8::1 9)" \
        'ENETUNREACH at once'
else
    skip 'the kernel has no IPv6' '--net: IPv6 loopback is up' \
        '--net: an outside IPv6 address cannot be reached, at once'
fi
is '--net: an outside IPv4 address cannot be reached, at once' "$(inside --net -- "$PROBE" connect 192.0.2.1 9)" \
    'ENETUNREACH at once'

is '--net: /proc/net/dev lists lo only' "$(inside --net -- sed -n 's/^ *\([^ :]*\):.*/\1/p' /proc/net/dev)" lo
is '--net: /sys/class/net lists lo only' "$(inside --net -- ls /sys/class/net)" lo
is '--net --pid: the same' "$(inside --net --pid -- ls /sys/class/net)" lo
is 'without --net /sys/class/net is the host'"'"'s' "$(inside --pid --mount -- ls /sys/class/net)" "$(ls /sys/class/net)"

if [ -n "$(ls -A /sys/fs/cgroup 2>/dev/null)" ]; then
    is '--net: /sys/fs/cgroup is carried over' "$(inside --net -- ls -A /sys/fs/cgroup)" "$(ls -A /sys/fs/cgroup)"
else
    skip 'the host has no /sys/fs/cgroup' '--net: /sys/fs/cgroup is carried over'
fi
matches '--net: the fresh /sys is read-only' "$(inside --net -- grep ' /sys sysfs ' /proc/mounts | tail -n 1)" \
    'sysfs /sys sysfs ro,nosuid,nodev,noexec.*'

is '--net: port 80 of IPv4 can be bound' "$(inside --net -- "$PROBE" bind 127.0.0.1 80)" 'done'
[ -e /proc/net/if_inet6 ] &&
    is '--net: port 80 of IPv6 can be bound' "$(inside --net -- "$PROBE" bind ::1 80)" 'done'
is '--net: port 1 can be bound' "$(inside --net -- "$PROBE" bind 0.0.0.0 1)" 'done'

# ---- a port that is taken on the host ----

"$PROBE" hold >"$work/port" </dev/null &
holder=$!
eventually test -s "$work/port"
port=$(<"$work/port")
is '--net: a port that is taken on the host is free' "$(inside --net -- "$PROBE" bind 127.0.0.1 "$port")" 'done'
is '--net: a port of the host cannot be reached' "$(inside --net -- "$PROBE" connect 127.0.0.1 "$port")" \
    'ECONNREFUSED at once'
is 'without --net a port that is taken is taken' "$(inside --pid -- "$PROBE" bind 127.0.0.1 "$port")" 'EADDRINUSE'
kill $holder
wait $holder 2>/dev/null

limit=/proc/sys/net/ipv4/ip_unprivileged_port_start
before=$(<$limit)
inside --net -- true >/dev/null
is '--net: low ports of the host stay as they are' "$(<$limit)" "$before"

# ---- an abstract socket of the host: see unix(7); it belongs to the network namespace ----

name=junit-isolated-check-$$
listen='socket(my $s, AF_UNIX, SOCK_STREAM, 0); bind($s, pack_sockaddr_un("\0$ARGV[0]")) and listen($s, 9) and print "ready"; close STDOUT; sleep 60'
connect='socket(my $s, AF_UNIX, SOCK_STREAM, 0); print connect($s, pack_sockaddr_un("\0$ARGV[0]")) ? "connected" : $!'
perl -MSocket -e "$listen" "$name" >"$work/abstract" </dev/null &
holder=$!
eventually test -s "$work/abstract"
is '--net: an abstract socket of the host cannot be reached' "$(inside --net -- perl -MSocket -e "$connect" "$name")" \
    'Connection refused'
is 'without --net it can' "$(inside --pid -- perl -MSocket -e "$connect" "$name")" 'connected'
kill $holder
wait $holder 2>/dev/null

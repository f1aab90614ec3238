# --publish: a port inside is reachable on the host's loopback, and nothing else is.

. "$HERE/doors.sh"

matches '--publish needs --net' "$(launch --publish tcp 5005 5005 -- true; echo "$code $errors")" \
    '125 .*--publish needs --net.*'
for port in -1 65536 x '' 5005x; do
    matches "--publish refuses the host port \"$port\"" "$(launch --net --publish tcp "$port" 80 -- true
        echo "$code $errors")" '125 [^'$'\n'']*--publish needs a port from 0 to 65535[^'$'\n'']*'
done
for port in 0 65536 x '' 5005x -1; do
    matches "--publish refuses the port \"$port\"" "$(launch --net --publish udp 0 "$port" -- true
        echo "$code $errors")" '125 [^'$'\n'']*--publish needs a port from 1 to 65535[^'$'\n'']*'
done
matches '--publish refuses another protocol' "$(launch --net --publish sctp 0 80 -- true; echo "$code $errors")" \
    '125 [^'$'\n'']*--publish needs tcp or udp, not "sctp"'
for words in '' 'tcp' 'tcp 80' 'tcp 80 --net'; do
    matches "--publish refuses \"$words\"" "$(launch --net --publish $words -- true; echo "$code $errors")" \
        '125 [^'$'\n'']*--publish needs a [^'$'\n'']*'
done

client() {
    "$PROBE" "$@"
}

# ---- TCP ----

for address in $(loopbacks); do
    start --net --pid --publish tcp 0 5000 -- "$PROBE" echo 127.0.0.1 5000
    port=$(published tcp 5000)
    eventually has_printed listening
    check_streams "--publish tcp, $address" $address "$port" "$work/output"
    [ $address != 127.0.0.1 ] ||
        is '--publish: other addresses of the host are not listened at' "$(client say 127.0.0.2 "$port" x)" ECONNREFUSED
    stays_idle "--publish tcp, $address: idle, it does nothing"
    in_background "$work/stuffed" stuff $address "$port"
    eventually test -s "$work/stuffed"
    stays_idle "--publish tcp, $address: while a server does not read, it does nothing"
    is "--publish tcp, $address: nor does that keep others waiting" "$(client say $address "$port" others)" others
    end_background $background
    end_lifeline
    finish
    is "--publish tcp, $address: the port is given back" "$(client bind $address "$port")" 'done'
done

for address in $(loopbacks); do
    start --net --publish tcp 0 5000 -- "$PROBE" echo $address 5000
    port=$(published tcp 5000)
    eventually has_printed listening
    for from in $(loopbacks); do
        is "--publish tcp: from $from to a server at $address alone" "$(client say $from "$port" hello)" hello
    done
    end_lifeline
    finish
done

start --net --pid --publish tcp 0 5000 -- "$PROBE" serve-once 127.0.0.1 5000 1000000
port=$(published tcp 5000)
eventually has_printed listening
is '--publish tcp: what is sent just before the end arrives' "$(client hear 127.0.0.1 "$port" '')" \
    'heard 1000000, then the end'
end_lifeline
finish

# ---- UDP ----

for address in $(loopbacks); do
    start --net --pid --publish udp 0 5000 -- "$PROBE" echo-datagrams 127.0.0.1 5000
    port=$(published udp 5000)
    eventually has_printed listening
    check_datagrams "--publish udp, $address" $address "$port"
    stays_idle "--publish udp, $address: idle, it does nothing"
    end_lifeline
    finish
done

for address in $(loopbacks); do
    start --net --publish udp 0 5000 -- "$PROBE" echo-datagrams $address 5000
    port=$(published udp 5000)
    eventually has_printed listening
    for from in $(loopbacks); do
        is "--publish udp: from $from to a server at $address alone" "$(client exchange-datagrams $from "$port" 3 4)" 3
    done
    end_lifeline
    finish
done

# ---- ports ----

serve_on_host echo-datagrams 127.0.0.1 "$work/taken"
launch --net --publish udp "$host_port" 80 -- true
matches '--publish: a UDP port that is taken is named' "$code $errors" \
    "125 failed publish 98 EADDRINUSE [^"$'\n'"]*udp port $host_port [^"$'\n'"]*"
end_server
serve_on_host echo 127.0.0.1 "$work/taken"
launch --net --publish tcp "$host_port" 80 -- true
matches '--publish: a TCP port that is taken is named' "$code $errors" \
    "125 failed publish 98 EADDRINUSE [^"$'\n'"]*tcp port $host_port [^"$'\n'"]*"
matches '--publish: a port that is taken by the other protocol is free' \
    "$(launch --net --publish udp "$host_port" 80 -- true; echo "$code $errors")" '0 .*'
end_server
launch --net --publish tcp "$host_port" 80 --publish tcp "$host_port" 81 -- true
matches '--publish: one port cannot lead to two' "$code $errors" \
    "125 port tcp 80 $host_port"$'\n'"failed publish 98 EADDRINUSE [^"$'\n'"]*"
launch --net --publish tcp "$host_port" 80 --publish udp 0 80 --publish tcp 0 81 -- true
matches '--publish: several ports, in their order, before the command runs' "$code $errors" \
    "0 port tcp 80 $host_port"$'\n'"port udp 80 [0-9]+"$'\n'"port tcp 81 [0-9]+"$'\nended exited 0'
if [ "$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start)" -gt 1 ] && ! am_root; then
    launch --net --publish tcp 1 80 -- true
    matches '--publish: a host port that is not for everybody' "$code $errors" "125 failed publish 13 EACCES .*"
fi

if [ -e /proc/net/if_inet6 ]; then
    serve_on_host echo ::1 "$work/taken"
    launch --net --publish tcp "$host_port" 80 -- true
    matches '--publish: a port that is taken at ::1 alone is taken' "$code $errors" \
        "125 failed publish 98 EADDRINUSE [^"$'\n'"]*tcp port $host_port [^"$'\n'"]*\\[::1\\].*"
    end_server
fi

# in_small_world COMMAND...: where there are four free ports, of which some are taken at ::1.
in_small_world() {
    local taken=$1
    shift
    unshare -Urn bash -c '
        ip link set lo up
        echo 40000 40003 >/proc/sys/net/ipv4/ip_local_port_range
        taken=$1
        shift
        servers=
        for port in $taken; do
            exec {server}< <(exec "$0" echo ::1 $port)
            servers+=" $!"
            read -r listening <&$server
        done
        "$@"
        code=$?
        kill $servers
        exit $code' "$PROBE" "$taken" "$@"
}
export -f in_small_world
export PROBE

if can_prepare && [ -e /proc/net/if_inet6 ]; then
    run bash -c 'in_small_world "$@"' bash '40000 40001 40003' "$LAUNCHER" --net --publish tcp 0 80 -- true
    is '--publish: a free port is free for both families' "$code $errors" $'0 port tcp 80 40002\nended exited 0'
    run bash -c 'in_small_world "$@"' bash '40000 40001 40002 40003' "$LAUNCHER" --net --publish tcp 0 80 -- true
    matches '--publish: where no port is free that is told' "$code $errors" '125 failed publish 98 EADDRINUSE .*'
    run unshare -Urn bash -c 'ip link set lo up; echo 1 >/proc/sys/net/ipv6/conf/lo/disable_ipv6; exec "$@"' bash \
        "$LAUNCHER" --net --publish tcp 40000 80 --publish udp 40000 80 -- true
    is '--publish: a host without IPv6 has IPv4' "$code $errors" \
        $'0 port tcp 80 40000\nport udp 80 40000\nended exited 0'
else
    skip 'a world of its own cannot be prepared' '--publish: a free port is free for both families' \
        '--publish: where no port is free that is told' '--publish: a host without IPv6 has IPv4'
fi

# ---- what goes wrong ----

start --net --publish tcp 0 5000 --publish udp 0 5000 -- sleep 60
port=$(published tcp 5000)
for address in $(loopbacks); do
    is "--publish tcp, $address: nobody inside, no connection" "$(client say $address "$port" x)" ECONNRESET
    is "--publish udp, $address: nobody inside, no answer" "$(client ask-in-vain $address "$(published udp 5000)")" \
        'no answer'
done
end_lifeline
finish

start --net --publish tcp 0 5000 --publish udp 0 5001 -- \
    bash -c 'ulimit -n 40; "$0" echo-datagrams 127.0.0.1 5001 & exec "$0" echo 127.0.0.1 5000' "$PROBE"
port=$(published tcp 5000)
eventually has_printed 'listening 5000'
eventually has_printed 'listening 5001'
prlimit --pid "$(init_process)" --nofile=40
client say-many 127.0.0.1 "$port" 100 >/dev/null
succeeds '--publish tcp: more connections than descriptors do no harm' eventually is_answered 127.0.0.1 "$port"
is '--publish udp: more clients than descriptors do no harm' "$(client crowd 127.0.0.1 "$(published udp 5001)" 100)" 200
end_lifeline
finish

start --net --publish tcp 0 5000 -- "$PROBE" echo 127.0.0.1 5000
port=$(published tcp 5000)
eventually has_printed listening
if am_root && ss --kill --tcp --listening "src 127.0.0.1 and sport = :$port" 2>/dev/null | grep -q "$port"; then
    is '--publish tcp: a listener that an administrator ends' "$(client say 127.0.0.1 "$port" x)" ECONNREFUSED
    succeeds '--publish tcp: its end is noted' eventually grep -q '^note publish 22 EINVAL .*port' "$work/errors"
    stays_idle '--publish tcp: nothing is done for it any more'
else
    skip 'sockets cannot be ended here' '--publish tcp: a listener that an administrator ends' \
        '--publish tcp: its end is noted' '--publish tcp: nothing is done for it any more'
fi
end_lifeline
finish

start --net --pid --publish tcp 0 5000 -- "$PROBE" echo 127.0.0.1 5000
port=$(published tcp 5000)
eventually has_printed listening
init=$(init_process)
before=$(memory_of "$init")
in_background "$work/many" say-many 127.0.0.1 "$port" 2000 stay
eventually test -s "$work/many"
after=$(memory_of "$init")
succeeds "--publish tcp: 2000 idle connections cost less than 4 MiB, not $((after - before)) KiB" \
    [ $((after - before)) -lt 4096 ]
end_background $background
end_lifeline
finish

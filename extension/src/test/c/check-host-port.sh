# --host-port: a port of the host's loopback is reachable inside.

. "$HERE/doors.sh"

matches '--host-port needs --net' "$(launch --host-port tcp 80 5005 -- true; echo "$code $errors")" \
    '125 .*--host-port needs --net.*'
for port in 0 -1 65536 x '' 5005x; do
    for ports in "80 $port" "$port 80"; do
        matches "--host-port refuses \"$ports\"" "$(
            launch --net --host-port tcp "${ports% *}" "${ports#* }" -- true
            echo "$code $errors")" '125 [^'$'\n'']*--host-port needs a port from 1 to 65535[^'$'\n'']*'
    done
done
matches '--host-port refuses another protocol' "$(launch --net --host-port TCP 80 80 -- true; echo "$code $errors")" \
    '125 [^'$'\n'']*--host-port needs tcp or udp, not "TCP"'
for words in '' 'tcp' 'tcp 80' 'tcp 80 --net'; do
    matches "--host-port refuses \"$words\"" "$(launch --net --host-port $words -- true; echo "$code $errors")" \
        '125 [^'$'\n'']*--host-port needs a [^'$'\n'']*'
done

# A client inside, at ports 80 and 81 of which the servers on the host can be reached, TCP and UDP.
client() {
    inside --net --pid --host-port tcp 80 "$host_port" --host-port udp 81 "$host_port" -- "$PROBE" "$@"
}

# ---- TCP ----

for address in $(loopbacks); do
    serve_on_host echo 127.0.0.1 "$work/server"
    check_streams "--host-port tcp, $address" $address 80 "$work/server"
    is "--host-port tcp, $address: what is sent just before the end arrives" \
        "$(client outlast $address 80 3000001)" 'heard 0, then the end'
    succeeds "--host-port tcp, $address: all of it" eventually grep -q '^heard 3000001, then the end' "$work/server"
    start --net --pid --host-port tcp 80 "$host_port" -- bash -c '"$0" say "$1" 80 one; "$0" stuff "$1" 80' "$PROBE" $address
    eventually has_printed one
    eventually has_printed stuffed
    stays_idle "--host-port tcp, $address: while a server does not read, it does nothing"
    end_lifeline
    finish
    end_server
done

for address in $(loopbacks); do
    serve_on_host echo $address "$work/server"
    for from in $(loopbacks); do
        is "--host-port tcp: from $from to a server at $address alone" "$(client say $from 80 hello)" hello
    done
    end_server
done

# ---- UDP ----

for address in $(loopbacks); do
    serve_on_host echo-datagrams 127.0.0.1 "$work/server"
    check_datagrams "--host-port udp, $address" $address 81
    is "--host-port udp, $address: a shout just before the end" "$(client shout-datagram $address 81)" shouted
    succeeds "--host-port udp, $address: arrives" eventually grep -q noted "$work/server"
    end_server
done

for address in $(loopbacks); do
    serve_on_host echo-datagrams $address "$work/server"
    for from in $(loopbacks); do
        is "--host-port udp: from $from to a server at $address alone" "$(client exchange-datagrams $from 81 3 4)" 3
    done
    end_server
done

# ---- ports ----

serve_on_host echo 127.0.0.1 "$work/server"
is '--host-port: two ports may lead to one' "$(inside --net --host-port tcp 80 "$host_port" \
    --host-port tcp "$host_port" "$host_port" -- \
    bash -c '"$0" say 127.0.0.1 80 one; "$0" say 127.0.0.1 "$1" two' "$PROBE" "$host_port")" $'one\ntwo'
is '--host-port: other ports of the host are not reachable' \
    "$(inside --net --host-port tcp 80 "$host_port" -- "$PROBE" say 127.0.0.1 "$host_port" x)" ECONNREFUSED
is '--host-port: the port inside is taken' \
    "$(inside --net --host-port tcp 80 "$host_port" -- "$PROBE" bind 127.0.0.1 80)" EADDRINUSE
start --net --host-port tcp 80 "$host_port" --publish tcp 0 80 -- sleep 60
is '--host-port: and may be published' "$("$PROBE" say 127.0.0.1 "$(published tcp 80)" around)" around
end_lifeline
finish
is '--host-port, --publish: nothing of the doors is left to the command' \
    "$(inside --net --host-port tcp 80 "$host_port" --host-port udp 80 "$host_port" --publish tcp 0 81 --publish udp 0 81 \
        -- "$PROBE" descriptors)" '0 1 2'
end_server
launch --net --host-port tcp 80 9 --host-port tcp 80 10 -- echo ran
matches '--host-port: one port cannot lead to two' "$code $output $errors" \
    '125  failed host-port 98 EADDRINUSE [^'$'\n'']*tcp port 80 [^'$'\n'']*'
launch --net --host-port udp 80 9 --host-port udp 80 10 -- echo ran
matches '--host-port: nor one of UDP' "$code $output $errors" \
    '125  failed host-port 98 EADDRINUSE [^'$'\n'']*udp port 80 [^'$'\n'']*'

# ---- what goes wrong ----

for address in $(loopbacks); do
    is "--host-port tcp, $address: nobody on the host, no connection" "$(client say $address 80 x)" ECONNRESET
    is "--host-port udp, $address: nobody on the host, no answer" "$(client ask-in-vain $address 81)" 'no answer'
done

# The kernel may choose as our own the very port that we connect to; here it cannot but do that.
if can_prepare; then
    is '--host-port: nobody on the host, and we do not talk to ourselves' "$(run unshare -Urn bash -c '
        ip link set lo up; echo 40000 40000 >/proc/sys/net/ipv4/ip_local_port_range; exec "$@"' bash \
        "$LAUNCHER" --net --host-port tcp 80 40000 --host-port udp 80 40000 -- \
        bash -c '"$0" say 127.0.0.1 80 x; "$0" ask-in-vain 127.0.0.1 80' "$PROBE"; echo "$output")" $'ECONNRESET\nno answer'
else
    skip 'a world of its own cannot be prepared' '--host-port: nobody on the host, and we do not talk to ourselves'
fi

start --net --pid --host-port tcp 80 "$host_port" --host-port udp 80 "$host_port" -- bash -c '
    echo first $("$0" say 127.0.0.1 80 x) $("$0" ask-in-vain 127.0.0.1 80)
    until [ "$("$0" say 127.0.0.1 80 there)" = there ]; do sleep 0.02; done
    echo second $("$0" exchange-datagrams 127.0.0.1 80 1 1)
    while [ "$("$0" say 127.0.0.1 80 there)" = there ]; do sleep 0.02; done
    echo third $("$0" ask-in-vain 127.0.0.1 80)' "$PROBE"
eventually has_printed first
in_background "$work/datagrams" echo-datagrams 127.0.0.1 "$host_port"
datagram_server=$background
eventually grep -q listening "$work/datagrams"
in_background "$work/server" echo 127.0.0.1 "$host_port"
eventually has_printed second
end_background $datagram_server
end_background $background
finish
end_lifeline
is '--host-port: a server that comes late and goes early' "$code $output" \
    $'0 first ECONNRESET no answer\nsecond 1\nthird no answer'

serve_on_host echo 127.0.0.1 "$work/server"

# start_talking ARGUMENT...: a launcher whose command says a word to the server at port 80 each time that talk is called.
start_talking() {
    rm -f "$work/words"
    mkfifo "$work/words"
    exec {words}<>"$work/words"
    start --net "$@" --host-port tcp 80 "$host_port" -- \
        bash -c 'while read -r word <"$1"; do echo "$word: $("$0" say 127.0.0.1 80 "$word")"; done' "$PROBE" "$work/words"
}

# talk WORD: what the server answers.
talk() {
    echo "$1" >&$words
    eventually has_printed "^$1: "
    sed -n "s/^$1: //p" "$work/output"
}

end_talking() {
    end_lifeline
    finish
    exec {words}>&-
}

start_talking
is '--host-port: a word' "$(talk one)" one
limit=$(prlimit --pid $supervisor --nofile --raw --noheadings --output SOFT)
prlimit --pid $supervisor --nofile=3:
is '--host-port: a supervisor out of descriptors gives no connection' "$(talk two)" ECONNRESET
prlimit --pid $supervisor --nofile=$limit:
is '--host-port: and goes on when it has some' "$(talk three)" three
kill -STOP $supervisor
echo four >&$words
kill -CONT $supervisor
is '--host-port: a supervisor that stood still does no harm' "$(talk five)" five
end_talking

# Two descriptors are needed for a connection; with one the descriptor from the supervisor finds no room. A connection
# may last a moment longer than the answer that came through it, and would hold two of them in the next attempt.
start_talking --pid
init=$(init_process)
is '--host-port: a word, with --pid' "$(talk ready)" ready
outcomes=
for limit in {4..12}; do
    eventually is_settled $init
    prlimit --pid $init --nofile=$limit:
    outcome=$(talk "word$limit")
    outcomes+="${outcome/word$limit/answer} "
done
matches '--host-port: an init out of descriptors gives no connection, and one when it has some' "$outcomes" \
    '(ECONNRESET )+(answer )+'
end_talking

for flag in '' --pid; do
    for victim in supervisor init; do
        start --net $flag --host-port tcp 80 "$host_port" -- "$PROBE" say-many 127.0.0.1 80 5 stay
        eventually has_printed 5
        init=$(init_process)
        command=$(pgrep -P $init -x "${PROBE##*/}")
        [ $victim = supervisor ] && kill -KILL $supervisor || kill -KILL $init
        succeeds "--host-port: with connections, the end of the $victim ends the command${flag:+, with $flag}" \
            eventually has_ended $command
        succeeds "--host-port: and init${flag:+, with $flag}" eventually has_ended $init
        finish 2>/dev/null
        end_lifeline
        [ $victim = supervisor ] || is "--host-port: and is told${flag:+, with $flag}" "$errors" 'ended init-killed 9'
    done
done

start --net --pid --host-port tcp 80 "$host_port" -- "$PROBE" say-many ::1 80 2000 stay
eventually has_printed 2000
stays_idle '--host-port: with 2000 idle connections nothing is done'
memory=$(memory_of "$(init_process)")
succeeds "--host-port: they cost less than 4 MiB, not $memory KiB" [ "$memory" -lt 4096 ]
end_lifeline
finish
end_server

matches '--host-port and --publish that lead to each other' \
    "$(launch --net --publish udp 4711 80 --host-port udp 80 4711 -- true; echo "$code $errors")" '125 .*lead to each other.*'

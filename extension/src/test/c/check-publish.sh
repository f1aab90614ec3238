# --publish: a port inside is reachable on the host's loopback, and nothing else is.

free_port() {
    "$PROBE" hold >"$work/free" </dev/null &
    local holder=$!
    eventually test -s "$work/free"
    kill $holder
    wait $holder 2>/dev/null
    cat "$work/free"
}

matches '--publish needs --net' "$(launch --publish tcp 5005 5005 -- true; echo "$code $errors")" '125 .*--publish needs --net.*'
for port in 0 65536 x '' 5005x -1; do
    matches "--publish refuses \"$port\"" "$(launch --net --publish tcp "$port" "$port" -- true; echo "$code $errors")" \
        '125 .*needs a number from 1 to 65535.*'
done

port=$(free_port)
start --net --pid --publish tcp "$port" "$port" -- "$PROBE" echo 127.0.0.1 "$port"
eventually has_printed listening
is '--publish: a client on the host is served inside' "$("$PROBE" say 127.0.0.1 "$port" hello)" hello
is '--publish: and another one after it' "$("$PROBE" say 127.0.0.1 "$port" again)" again
is '--publish: a direction may end before the other' "$("$PROBE" exchange 127.0.0.1 "$port" 10)" '10, then the end'
is '--publish: nothing sent, nothing lost' "$("$PROBE" exchange 127.0.0.1 "$port" 0)" '0, then the end'
is '--publish: 50 MB come back unchanged' "$("$PROBE" exchange 127.0.0.1 "$port" 50000000)" '50000000, then the end'
is '--publish: a client that reads late gets all' "$("$PROBE" exchange 127.0.0.1 "$port" 20000000 300)" \
    '20000000, then the end'
is '--publish: a reset stays a reset' "$("$PROBE" say 127.0.0.1 "$port" reset)" ECONNRESET
is '--publish: 200 connections at once' "$("$PROBE" say-many 127.0.0.1 "$port" 200)" 200
is '--publish: it works after all of them' "$("$PROBE" say 127.0.0.1 "$port" still)" still
is '--publish: other addresses of the host are not listened at' "$("$PROBE" say 127.0.0.2 "$port" x)" ECONNREFUSED
busy=$(ps -o cputimes= -p "$(init_process)")
sleep 1
is '--publish: idle, it does nothing' "$(ps -o cputimes= -p "$(init_process)")" "$busy"
end_lifeline
finish
is '--publish: the port is given back' "$("$PROBE" bind 127.0.0.1 "$port")" 'done'

start --net --publish tcp "$port" "$port" -- sleep 60
eventually init_process >/dev/null
is '--publish: nobody inside, no connection' "$(eventually "$PROBE" say 127.0.0.1 "$port" x)" ECONNRESET
launch --net --publish tcp "$port" "$port" -- true
matches '--publish: a port that is taken is named' "$code $errors" "125 .*failed publish [0-9]+ EADDRINUSE .*port $port.*"
end_lifeline
finish

start --net --publish tcp "$port" "$port" -- bash -c 'ulimit -n 40; exec "$0" echo 127.0.0.1 "$1"' "$PROBE" "$port"
eventually has_printed listening
prlimit --pid "$(init_process)" --nofile=40
"$PROBE" say-many 127.0.0.1 "$port" 100 >/dev/null
is '--publish: more connections than descriptors do no harm' "$("$PROBE" say 127.0.0.1 "$port" later)" later
end_lifeline
finish

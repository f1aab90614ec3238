# What holds for doors in the wall whichever way they lead. The caller defines client, which runs the probe on the side from
# which one connects, and names the file with what the server on the other side prints.

# The loopback addresses that the host has.
loopbacks() {
    echo 127.0.0.1
    [ ! -e /proc/net/if_inet6 ] || echo ::1
}

# The port that a server on the host says it listens at.
port_in() {
    eventually grep -q '^listening' "$1"
    sed -n 's/^listening //p' "$1"
}

# serve_on_host SUBCOMMAND ADDRESS FILE: on a free port; sets $host_port and $server.
serve_on_host() {
    in_background "$3" "$1" "$2" 0
    server=$background
    host_port=$(port_in "$3")
}

end_server() {
    end_background $server
}

# What runs in the background must not hold the lifeline of a launcher; until there is one, something else may stand for it.
lifeline=${lifeline-$endless}

# in_background FILE SUBCOMMAND ARGUMENT...: the probe, until it is ended; sets $background.
in_background() {
    local file=$1
    shift
    : >"$file"
    "$PROBE" "$@" </dev/null {lifeline}>&- >"$file" &
    background=$!
}

end_background() {
    kill $1
    wait $1 2>/dev/null
}

# published PROTOCOL PORT: where the port inside is reachable, by the status record.
published() {
    eventually grep -q "^port $1 $2 " "$work/errors"
    sed -n "s/^port $1 $2 //p" "$work/errors"
}

# is_answered ADDRESS PORT
is_answered() {
    [ "$(client say $1 "$2" word)" = word ]
}

# how_often PROCESS...: so often they have waited for something so far.
how_often() {
    local process
    for process; do
        sed -n 's/^voluntary_ctxt_switches:\t//p' "/proc/$process/status"
    done
}

# stays_idle DESCRIPTION: neither of our processes has anything to do for a second.
stays_idle() {
    local init before
    init=$(init_process)
    eventually is_settled "$init"
    before=$(how_often $supervisor $init)
    sleep 1
    is "$1" "$(how_often $supervisor $init)" "$before"
}

is_settled() {
    local before
    before=$(how_often $supervisor $1)
    sleep 0.1
    [ "$(how_often $supervisor $1)" = "$before" ]
}

# check_streams NAME ADDRESS PORT FILE
check_streams() {
    local name=$1 address=$2 port=$3 file=$4
    is "$name: a client is served" "$(client say $address $port hello)" hello
    is "$name: and another one after it" "$(client say $address $port again)" again
    is "$name: a client may end its direction first" "$(client exchange $address $port 10)" '10, then the end'
    is "$name: nothing sent, nothing lost" "$(client exchange $address $port 0)" '0, then the end'
    is "$name: a server may end its direction first" "$(client outlast $address $port 1000000)" 'heard 0, then the end'
    succeeds "$name: and gets all that comes after it" eventually grep -q '^heard 1000000, then the end' "$file"
    is "$name: 50 MB each way, unchanged" "$(client exchange $address $port 50000000)" '50000000, then the end'
    is "$name: a client that reads late gets all" "$(client exchange $address $port 20000000 300)" \
        '20000000, then the end'
    is "$name: a reset by the server stays a reset" "$(client say $address $port reset)" ECONNRESET
    is "$name: what came before it is not lost" "$(client hear $address $port last)" 'heard 10, then ECONNRESET'
    is "$name: a reset by the client" "$(client crash $address $port)" crashed
    succeeds "$name: stays a reset" eventually grep -q '^a client ended with ECONNRESET' "$file"
    is "$name: 2000 connections at once" "$(client say-many $address $port 2000)" 2000
    is "$name: it works after all of them" "$(client say $address $port still)" still
}

# check_datagrams NAME ADDRESS PORT
check_datagrams() {
    local name=$1 address=$2 port=$3
    is "$name: datagrams of all sizes, of several clients, unchanged" \
        "$(client exchange-datagrams $address $port 3 0 1 1472 65507 0)" 15
    is "$name: many clients at once" "$(client exchange-datagrams $address $port 50 10 0)" 100
    is "$name: more clients than sessions" "$(client crowd $address $port 1100)" 2200
    is "$name: it works after all of them" "$(client exchange-datagrams $address $port 1 5)" 1
}

# Kibibytes of memory of its own that a process has in use.
memory_of() {
    sed -n 's/^RssAnon:\t *\([0-9]*\) kB/\1/p' "/proc/$1/status"
}

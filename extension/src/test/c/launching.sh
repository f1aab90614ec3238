# Starting the launcher, and waiting for what it does.

readonly LIMIT=${LIMIT:-30}  # seconds, for whatever a check starts or waits for

begin_tests() {
    work=$(mktemp -d) || exit 2
    chmod 755 "$work"
    # The supervisor's standard input is its lifeline: this one lasts as long as the tests.
    mkfifo "$work/endless"
    exec {endless}<>"$work/endless"
    trap clean_up EXIT
}

clean_up() {
    finish_plan
    rm -rf "$work"
}

am_root() {
    [ "$(id -u)" -eq 0 ]
}

# Whether a new user namespace can be had without the launcher, to prepare a world for it in.
can_prepare() {
    timeout $LIMIT unshare -Urm true 2>/dev/null
}

# Sets $output, $errors (which end with the status records where there is no socket) and $code.
run() {
    timeout -k 5 $LIMIT "$@" <&$endless >"$work/output" 2>"$work/errors"
    code=$?
    output=$(<"$work/output")
    errors=$(<"$work/errors")
}

launch() {
    run "$LAUNCHER" "$@"
}

# The output of the launched command, or why there is none.
inside() {
    launch "$@"
    if [ $code -eq 0 ]; then
        echo "$output"
    else
        echo "exit code $code: $output $errors"
    fi
}

# launch_in PREPARATION ARGUMENT...: the same, by root of a new user and mount namespace in which PREPARATION has run.
launch_in() {
    local preparation=$1
    shift
    run unshare -Urm --propagation private bash -c "set -e; $preparation"$'\nexec "$@"' prepare "$LAUNCHER" "$@"
}

inside_in() {
    launch_in "$@"
    if [ $code -eq 0 ]; then
        echo "$output"
    else
        echo "exit code $code: $output $errors"
    fi
}

# The capability sets as hexadecimal numbers without leading zeros: inheritable permitted effective bounding ambient.
sets() {
    sed -n 's/^Cap[A-Za-z]*:\t0*\([0-9a-f]\)/\1/p' | paste -sd ' '
}

# eventually COMMAND...: polls until it succeeds
eventually() {
    local end=$((SECONDS + LIMIT))
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.02
    done
}

# Whether that process runs no more; who adopted it may be slow to collect it.
has_ended() {
    local state
    state=$(sed -n "s/^State:\t\(.\).*/\1/p" /proc/$1/status 2>/dev/null)
    [ -z "$state" ] || [ "$state" = Z ] || [ "$state" = X ]
}

# ---- a launcher in the background, with a lifeline of its own ----

# Its standard output goes to $work/output, its standard error to $work/errors. Sets $supervisor.
start() {
    rm -f "$work/lifeline"
    mkfifo "$work/lifeline"
    exec {lifeline}<>"$work/lifeline"
    : >"$work/output"
    timeout -k 5 $LIMIT "$LAUNCHER" "$@" <"$work/lifeline" {lifeline}>&- >"$work/output" 2>"$work/errors" &
    waiter=$!
    eventually find_supervisor
}

find_supervisor() {
    supervisor=$(pgrep -P $waiter)
}

# Its only child.
init_process() {
    pgrep -P "$supervisor"
}

end_lifeline() {
    exec {lifeline}>&-
}

# Waits until the launcher has ended; sets $output, $errors and $code.
finish() {
    wait $waiter
    code=$?
    output=$(<"$work/output")
    errors=$(<"$work/errors")
}

has_printed() {
    grep -q "$1" "$work/output"
}

# A text that no other command line has; also the number of seconds that abandoned processes sleep.
new_marker() {
    MARKER=7777.$$$RANDOM$((++markers))
    export MARKER
}
markers=0

is_marked_process_left() {
    pgrep -f "sleep $MARKER" >/dev/null
}

no_marked_process_is_left() {
    ! is_marked_process_left
}

kill_marked_processes() {
    local processes
    processes=$(pgrep -f "sleep $MARKER") && kill -KILL $processes
}

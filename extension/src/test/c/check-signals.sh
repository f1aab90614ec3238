# Signals to the launcher are signals to the command.

for name in TERM INT HUP QUIT USR1 USR2; do
    start -- "$PROBE" await-signal
    eventually has_printed ready
    kill -$name $supervisor
    finish
    end_lifeline
    is "SIG$name to the launcher reaches the command" "$code: $output" "0: ready"$'\n'"got $name"
done

start --pid -- "$PROBE" await-signal
eventually has_printed ready
kill -TERM $supervisor
finish
end_lifeline
is 'SIGTERM to the launcher reaches the command, with --pid' "$code: $output" $'0: ready\ngot TERM'

for flag in '' --pid; do
    start $flag -- sh -c 'echo ready; exec sleep 60'
    eventually has_printed ready
    kill -TERM $supervisor
    finish
    end_lifeline
    is "SIGTERM ends a command that does nothing about it${flag:+, with $flag}" "$code: $errors" \
        '143: ended signaled 15 0'
done

start -- sh -c 'trap "" TERM; "$0" await-signal' "$PROBE"
eventually has_printed ready
kill -TERM $supervisor
kill -USR1 $(pgrep -P $(pgrep -P $(init_process)))
finish
end_lifeline
is 'SIGTERM reaches the command only, not its children' "$output" $'ready\ngot USR1'

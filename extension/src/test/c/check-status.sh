# Status records and exit codes.

launch -- true
is 'a command that ends with 0: exit code'     "$code" 0
is 'a command that ends with 0: status record' "$errors" 'ended exited 0'

launch -- sh -c 'exit 7'
is 'a command that ends with 7: exit code'     "$code" 7
is 'a command that ends with 7: status record' "$errors" 'ended exited 7'

launch --pid -- sh -c 'exit 255'
is 'a command that ends with 255, with --pid'  "$code: $errors" '255: ended exited 255'

launch -- sh -c 'kill -TERM $$'
is 'a command killed by a signal: exit code'     "$code" 143
is 'a command killed by a signal: status record' "$errors" 'ended signaled 15 0'

launch --pid -- sh -c 'kill -KILL $$'
is 'a command killed by a signal, with --pid' "$code: $errors" '137: ended signaled 9 0'

launch -- "$work/missing"
is 'a command that is missing: exit code' "$code" 127
is 'a command that is missing: status record' "$errors" \
    "failed exec 2 ENOENT executing $work/missing: No such file or directory"

PATH=/usr/bin:/bin launch --pid -- no-such-command-anywhere
matches 'a command that is not on the path, with --pid' "$code: $errors" '127: failed exec 2 ENOENT .*'

echo 'echo ran' >"$work/not-executable"
launch -- "$work/not-executable"
is 'a command that is not executable: exit code' "$code" 126
matches 'a command that is not executable: status record' "$errors" 'failed exec 13 EACCES [^'$'\n'']*'

launch --mount --tmpfs "$work/missing" -- echo ran
is 'a set-up step that fails: exit code' "$code" 125
matches 'a set-up step that fails: one status record' "$errors" 'failed tmpfs 2 ENOENT [^'$'\n'']+'
is 'a set-up step that fails: the command does not run' "$output" ''

launch --mount --tmpfs "$work/miss"$'\n'"ing" -- echo ran
matches 'a line end in a record does not split it' "$errors" 'failed tmpfs 2 ENOENT [^'$'\n'']+'

# ---- the connections ----

# connect ARGUMENT...: lets the launcher connect to us; sets $seen, what came to our end, and $output.
connect() {
    rm -f "$work/socket" "$work/held"
    mkfifo "$work/held"
    timeout -k 5 $LIMIT "$PROBE" parent "$work/socket" "$work/held" >"$work/seen" 2>&1 &
    eventually test -S "$work/socket"
    launch --socket "$work/socket" "$@"
    wait $!
    seen=$(<"$work/seen")
}

connect -- "$PROBE" talk
is 'status goes over the connection that is made first' "$seen" $'first: ended exited 0\nall gone\nboth closed'
is 'descriptor 0 of the command is the second connection' "$output" 'answer: word'
is 'nothing of the launcher goes to stderr when there is a socket' "$errors" ''

connect --net --pid --mount --ipc --uts -- "$PROBE" talk
is 'the same inside every namespace' "$output: $seen" $'answer: word: first: ended exited 0\nall gone\nboth closed'

connect --mount --tmpfs "$work/missing" -- echo ran
matches 'a set-up step that fails is told on the connection' "$seen" \
    $'first: failed tmpfs 2 ENOENT [^\n]+\nboth closed'

connect -- "$work/missing"
matches 'a failure to execute is told on the connection' "$seen" $'first: failed exec 2 ENOENT [^\n]+\nboth closed'

for flag in '' --pid; do
    new_marker
    connect $flag -- sh -c 'exec 7>"$1"; exec "$0" abandon' "$PROBE" "$work/held"
    is "the end is told when all that the command started is gone${flag:+, with $flag}" "$seen" \
        $'first: ended exited 0\nall gone\nboth closed'
    kill_marked_processes
done

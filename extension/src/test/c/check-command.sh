# What the command finds when it starts: arguments, environment, descriptors, session.

is 'arguments arrive as they are' "$(inside -- printf '<%s>' a 'b c' '' '*' '$x')" '<a><b c><><*><$x>'
is 'the environment arrives as it is' "$(FOR_THE_COMMAND='a b' inside -- sh -c 'echo "$FOR_THE_COMMAND"')" 'a b'
mkdir -p "$work/bin"
printf '#!/bin/sh\necho found\n' >"$work/bin/own-command"
chmod +x "$work/bin/own-command"
is 'the command is found on the path' "$(PATH=$work/bin:$PATH inside -- own-command)" found
is 'the working directory is the caller'"'"'s' "$(cd "$work" && inside -- /bin/pwd)" "$work"
is 'the umask is the caller'"'"'s' "$(umask 027; inside --net --mount -- sh -c umask)" 0027
is 'the command leads a session of its own' "$(inside -- "$PROBE" session)" leads
is 'standard output and error stay apart' \
    "$(launch -- sh -c 'echo out; echo err >&2'; echo "$output:" $errors)" 'out: err ended exited 0'
is 'without --socket descriptor 0 is /dev/null' "$(inside -- readlink /proc/self/fd/0)" /dev/null

run bash -c 'for descriptor in 3 4 5 6 7 8 9 100; do eval "exec $descriptor</dev/null"; done; exec "$@"' bash \
    "$LAUNCHER" -- "$PROBE" descriptors
is 'inherited descriptors are closed' "$output" '0 1 2'
is 'no descriptor of the launcher is left, with every flag' \
    "$(inside --net --pid --mount --ipc --uts --tmpfs "$work" --keep "$PROBE" -- "$PROBE" descriptors)" '0 1 2'
connect --pid -- "$PROBE" descriptors
is 'neither connection of the launcher is left but descriptor 0' "$output" '0 1 2'

run bash -c 'exec "$@" >&- 2>&-' bash "$LAUNCHER" -- sh -c '"$0" descriptors >"$1"' "$PROBE" "$work/descriptors"
is 'standard descriptors that were closed are open, and nothing else' "$(<"$work/descriptors")" '0 1 2'

# ---- signals ----

matches 'no signal is ignored by the command' \
    "$(run "$PROBE" ignoring 1 "$PROBE" ignoring 2 "$PROBE" ignoring 13 "$PROBE" ignoring 15 "$PROBE" ignoring 34 \
        "$LAUNCHER" -- sed -n 's/^SigIgn:\t//p' /proc/self/status; echo "$output")" '0+'
matches 'no signal is blocked for the command' "$(inside -- sed -n 's/^SigBlk:\t//p' /proc/self/status)" '0+'
matches 'but what the caller had blocked: SIGUSR1' \
    "$(run "$PROBE" blocking 10 "$LAUNCHER" -- sed -n 's/^SigBlk:\t//p' /proc/self/status; echo "$output")" '0+200'
for flag in '' --pid; do
    run "$PROBE" ignoring 17 "$LAUNCHER" $flag -- sh -c 'exit 3'
    is "the end is seen though the caller ignored SIGCHLD${flag:+, with $flag}" "$code: $errors" '3: ended exited 3'
done

run bash -c 'ulimit -Sn 256; exec "$@"' bash "$LAUNCHER" -- bash -c 'echo $(ulimit -Sn) $(ulimit -Hn)
    sed -n "s/^Max open files *\([0-9]*\).*/\1/p" /proc/$PPID/limits'
is 'the limit of open files is the caller'"'"'s; for the launcher it is the largest' "$output" \
    "256 $(ulimit -Hn)"$'\n'"$(ulimit -Hn)"

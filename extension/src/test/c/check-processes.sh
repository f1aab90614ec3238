# Nothing outlives the launcher, and nothing outlives the parent.

for flag in '' --pid; do
    with=${flag:+, with $flag}

    new_marker
    launch $flag -- "$PROBE" abandon
    is "what the command abandons is gone when the launcher has ended$with" \
        "$output: $(pgrep -af "sleep $MARKER")" 'abandoned: '
    kill_marked_processes

    new_marker
    launch $flag -- sh -c '"$0" abandon; kill -KILL $$' "$PROBE"
    is "so it is when the command is killed$with" "$code: $output: $(pgrep -af "sleep $MARKER")" '137: abandoned: '
    kill_marked_processes

    if am_root; then
        new_marker
        launch $flag -- setpriv --reuid 12345 --regid 12345 --clear-groups "$PROBE" abandon
        is "so are processes that have become another user$with" "$output: $(pgrep -af "sleep $MARKER")" 'abandoned: '
        kill_marked_processes
    else
        skip 'needs root' "so are processes that have become another user$with"
    fi

    # ---- the end of the lifeline ----

    new_marker
    start $flag -- "$PROBE" abandon stay
    eventually has_printed abandoned
    end_lifeline
    finish
    is "the end of the lifeline ends everything$with" "$code: $output: $(pgrep -af "sleep $MARKER")" '137: abandoned: '
    kill_marked_processes

    start $flag -- "$PROBE" await-signal
    eventually has_printed ready
    echo text >&$lifeline
    kill -USR1 $supervisor
    finish
    end_lifeline
    is "what comes on the lifeline is ignored$with" "$code: $output" $'0: ready\ngot USR1'

    run bash -c 'exec "$@" </dev/null' bash "$LAUNCHER" $flag -- sleep 60
    is "without a lifeline nothing stays$with" "$code" 137

    # ---- the supervisor is killed ----

    new_marker
    start $flag -- "$PROBE" abandon stay
    eventually has_printed abandoned
    init=$(init_process)
    command=$(pgrep -P $init -x "${PROBE##*/}")
    kill -KILL $supervisor
    succeeds "the end of the supervisor ends what the command abandoned$with" eventually no_marked_process_is_left
    succeeds "the end of the supervisor ends the command$with" eventually has_ended $command
    succeeds "the end of the supervisor ends init$with" eventually has_ended $init
    for process in $command $init; do
        has_ended $process || kill -KILL $process
    done
    finish 2>/dev/null
    end_lifeline
    kill_marked_processes

    # ---- init is killed ----

    new_marker
    start $flag -- "$PROBE" abandon stay
    eventually has_printed abandoned
    kill -KILL $(init_process)
    finish
    end_lifeline
    is "the end of init ends everything$with" "$code: $output: $(pgrep -af "sleep $MARKER")" '137: abandoned: '
    is "the end of init is told$with" "$errors" 'ended init-killed 9'
    kill_marked_processes

    # ---- orphans ----

    is "orphans are reaped while the command runs$with" "$(inside $flag -- bash -c '
        orphan=$(sleep 0.01 >/dev/null & echo $!)
        for ((i = 0; i < 500; i++)); do
            [ -e /proc/$orphan ] || break
            sleep 0.02
        done
        [ -e /proc/$orphan ] && cat /proc/$orphan/stat; echo reaped')" reaped

    # ---- a process that is never there when one looks ----

    MARKER=$work/running-away$flag
    before=$SECONDS
    launch $flag -- "$PROBE" run-away
    size=$(stat -c %s "$MARKER")
    took=$((SECONDS - before))
    sleep 0.1
    is "a process that always forks and ends is gone$with" "$(stat -c %s "$MARKER")" "$size"
    succeeds "its end takes less than five seconds$with, not $took" [ $took -lt 5 ]
    rm -f "$MARKER"
done

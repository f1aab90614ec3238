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

    # ---- processes that are never there when one looks ----

    MARKER=$work/running-away$flag
    before=$SECONDS
    launch $flag -- bash -c 'for ((i = 0; i < 20; i++)); do "$0" run-away; done' "$PROBE"
    size=$(stat -c %s "$MARKER")
    took=$((SECONDS - before))
    sleep 0.1
    is "processes that always fork and end are gone$with" "$(stat -c %s "$MARKER")" "$size"
    succeeds "their end does not take long$with, not $took seconds" [ $took -lt 20 ]
    rm -f "$MARKER"
done

# ---- a process that cannot be killed: another user's, where no user namespace gives the right to it ----

# In a user namespace that has all ids and allows none below it.
in_last_user_namespace() {
    local outside process
    outside=$(readlink /proc/self/ns/user)
    unshare -Um bash -c 'until [ "$(cat /proc/self/gid_map)" ]; do sleep 0.01; done
        exec setpriv --reuid 0 --regid 0 --clear-groups \
            bash -c "echo 0 >/proc/sys/user/max_user_namespaces; exec \"\$@\"" bash "$@"' bash "$@" <&0 &
    process=$!
    while [ "$(readlink /proc/$process/ns/user)" = "$outside" ]; do sleep 0.01; done
    echo '0 0 65536' >/proc/$process/uid_map
    echo '0 0 65536' >/proc/$process/gid_map
    wait $process
}
export -f in_last_user_namespace

if am_root; then
    new_marker
    run bash -c 'in_last_user_namespace "$@"' bash setpriv --bounding-set=-kill "$LAUNCHER" -- \
        bash -c 'setpriv --reuid 12345 --regid 12345 --clear-groups sleep "$0" >/dev/null 2>&1 &
            until grep -q ^sleep /proc/$!/comm; do sleep 0.01; done' "$MARKER"
    is 'what could not be killed is told' "$code: $(tail -n 2 <<<"$errors")" $'0: left\nended exited 0'
    kill_marked_processes
else
    skip 'needs root' 'what could not be killed is told'
fi

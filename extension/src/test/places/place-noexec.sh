# A cache directory on a file system that executes nothing.

noexec() {
    local who=$1
    local place="a noexec cache directory, $who"
    enter=(outside unshare --mount sh -c 'mount -t tmpfs -o noexec,mode=1777 none "$0" && exec "$@"' "$cache" "${as[@]}")
    doctor
    visit "${enter[@]}" "${COMMAND[@]}"
    is "$place: the doctor's exit code" "$code" 1
    says "$place: the doctor says so" '^hermetic +not tried' "cannot be executed \\(error" \
        "Cause:   the file system of $cache/bin/.* is mounted noexec at $cache" 'Mend it: name a directory elsewhere'
    isolated_test Hermetic
    visit "${enter[@]}" "${COMMAND[@]}"
    says "$place: a test fails and says the same" 'finished isolated\(\) FAILED' 'The launcher could not be unpacked and run' \
        "Cause:  the file system of $cache/bin/.* is mounted noexec at $cache" 'isolated\.cache'
    is "$place: nothing of the test runs" "$(grep -c 'it ran in' "$work/output")" 0
    policies "$place" ABORTED "missing: net, pid, mount, ipc, uts, launcher; step launcher: .* is mounted noexec at $cache"
}

if am_root; then
    cache=$work/noexec-cache
    mkdir "$cache"
    as=()
    noexec root
    as=("${AS_NOBODY[@]}")
    noexec 'an ordinary user'
else
    skip 'not root' 'a noexec cache directory'
fi

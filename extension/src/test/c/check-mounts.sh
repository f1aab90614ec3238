# --bind, --bind-writable, --overlay, --tmpfs-size, --read-only.

host=$work/host
mkdir -p "$host/lower/deep" "$host/target" "$host/cwd" "$host/tmp"
echo original >"$host/lower/file"
echo deep >"$host/lower/deep/file"
echo here >"$host/cwd/file"
echo target >"$host/target/file"

for option in --tmpfs --read-only; do
    value=$work
    [ $option = --read-only ] && value=
    matches "$option needs --mount" "$(launch $option $value -- true; echo "$code $errors")" '125 .*needs? --mount.*'
done
for option in --bind --bind-writable --overlay; do
    matches "$option needs --mount" "$(launch $option "$work" "$work" -- true; echo "$code $errors")" '125 .*need --mount.*'
    matches "$option needs two values" "$(launch --mount $option "$work"; echo "$code $errors")" '125 .*needs two values.*'
    matches "$option needs absolute paths" "$(launch --mount $option "$work" there -- true; echo "$code $errors")" \
        '125 .*needs an absolute path, not "there".*'
    matches "$option of what does not exist" "$(launch --mount $option "$work/missing" "$work" -- true; echo "$code $errors")" \
        '125 failed mount-(bind|overlay) 2 ENOENT [^'$'\n'']*missing[^'$'\n'']*'
    matches "$option on what does not exist" "$(launch --mount $option "$work" "$work/missing" -- true; echo "$code $errors")" \
        '125 failed mount-(bind|overlay) 2 ENOENT [^'$'\n'']*missing[^'$'\n'']*'
done
for size in 0 x -1 ''; do
    matches "--tmpfs-size refuses \"$size\"" "$(launch --mount --tmpfs-size "$size" "$work" -- true; echo "$code $errors")" \
        '125 .*--tmpfs-size needs a number from 1 .*'
done

# ---- bind ----

is '--bind shows the source at the target' \
    "$(inside --mount --bind "$host/lower" "$host/target" -- cat "$host/target/file")" original
matches '--bind is read-only' "$(inside --mount --bind "$host/lower" "$host/target" -- \
    sh -c "echo >'$host/target/new' || true")" '.*'
is '--bind: nothing was written' "$(ls "$host/lower")" $'deep\nfile'
is '--bind of a file' \
    "$(inside --mount --bind "$host/lower/file" "$host/target/file" -- cat "$host/target/file")" original
inside --mount --read-only --bind-writable "$host/lower" "$host/target" -- sh -c "echo new >'$host/target/new'"
is '--bind-writable writes to the host' "$(cat "$host/lower/new" && rm "$host/lower/new")" new
is '--bind below a tmpfs makes its target' "$(inside --mount --tmpfs "$host/tmp" \
    --bind "$host/lower" "$host/tmp/a/b" -- cat "$host/tmp/a/b/file"; ls -A "$host/tmp")" original
is '--bind of what an earlier step hides' "$(inside --mount --tmpfs "$host/lower" \
    --bind "$host/lower" "$host/target" -- cat "$host/target/file")" original

# What is made for a mount must not be made on the host, whatever leads there.
mkdir -p "$host/elsewhere"
ln -s "$host/elsewhere" "$host/lower/way-out"
for target in "$host/lower/way-out/made" "$host/lower/way-out/deep/made"; do
    matches "--bind below a symbolic link in an overlay: ${target#"$host"}" "$(launch --mount --overlay "$host/lower" "$host/lower" \
        --bind "$host/cwd" "$target" -- true; echo "$code $errors")" '125 failed mount-bind [^'$'\n'']*'
done
matches '--bind on a path with ".."' "$(launch --mount --tmpfs "$host/tmp" --bind "$host/cwd" "$host/tmp/../elsewhere/made" -- true; \
    echo "$code $errors")" '125 failed mount-bind [^'$'\n'']*'
matches '--bind below a part of the host that was brought back' "$(launch --mount --tmpfs "$host" --keep "$host/elsewhere" \
    --bind /etc "$host/elsewhere/made" -- true; echo "$code $errors")" '125 failed mount-bind [^'$'\n'']*'
is '--bind: nothing was made there' "$(ls -A "$host/elsewhere")" ''
rm "$host/lower/way-out"

# ---- tmpfs with a size ----

is '--tmpfs-size: what fits can be written' \
    "$(inside --mount --tmpfs-size 1048576 "$host/tmp" -- sh -c "head -c 500000 /dev/zero >'$host/tmp/x'; stat -c %s '$host/tmp/x'")" 500000
is '--tmpfs-size: what does not fit cannot' "$(inside --mount --tmpfs-size 1048576 "$host/tmp" -- \
    sh -c "head -c 3000000 /dev/zero 2>/dev/null >'$host/tmp/x'; stat -c %s '$host/tmp/x'")" 1048576

# ---- overlay ----

overlay=(--mount --overlay "$host/lower" "$host/lower")
seen=$(inside "${overlay[@]}" -- sh -c "cd '$host/lower' && cat file deep/file && echo changed >file && echo new >deep/new \
    && rm deep/file && mkdir more && mv file moved && cat moved && ls deep")
is '--overlay: what is below can be read, changed, removed, renamed' "$seen" $'original\ndeep\nchanged\nnew'
is '--overlay: the host has what it had' "$(cd "$host/lower" && cat file deep/file && ls && ls deep)" \
    $'original\ndeep\ndeep\nfile\nfile'
is '--overlay: two launches do not see each other'"'"'s files' "$(inside "${overlay[@]}" -- ls "$host/lower")" $'deep\nfile'
is '--overlay of another directory' \
    "$(inside --mount --overlay "$host/lower" "$host/target" -- sh -c "cat '$host/target/file'; echo x >'$host/lower/file'" \
        && cat "$host/lower/file" && echo original >"$host/lower/file")" $'original\nx'
is '--overlay on /tmp itself' "$(inside --mount --overlay "$host/lower" /tmp -- sh -c 'echo new >/tmp/new && ls /tmp')" \
    $'deep\nfile\nnew'
is '--overlay with --read-only can be written' \
    "$(inside "${overlay[@]}" --read-only -- sh -c "echo new >'$host/lower/new' && ls '$host/lower'")" $'deep\nfile\nnew'
is '--overlay below a tmpfs' "$(inside --mount --tmpfs "$host/tmp" --overlay "$host/lower" "$host/tmp/made" -- \
    sh -c "echo new >'$host/tmp/made/new' && ls '$host/tmp/made'")" $'deep\nfile\nnew'
(cd "$host/lower/deep" && launch "${overlay[@]}" -- sh -c 'echo new >new && ls; /bin/pwd'; echo "$code: $output") >"$work/seen"
is '--overlay: the working directory in it is the new one' "$(<"$work/seen")" "0: file"$'\n'"new"$'\n'"$host/lower/deep"
is '--overlay: and nothing of the host'"'"'s is changed' "$(ls "$host/lower/deep")" file

# ---- read-only ----

rest=(--mount --read-only --tmpfs /tmp --tmpfs /dev/shm)
writes() {
    printf 'for file; do (echo x >"$file") 2>&1 | sed "s/.*: //"; done'
}
is '--read-only: a write to the host fails' \
    "$(inside "${rest[@]}" --keep "$host/cwd" -- sh -c "$(writes)" sh "$host/cwd/new")" 'Read-only file system'
is '--read-only: private directories can be written' \
    "$(inside "${rest[@]}" -- sh -c "$(writes)"'; cat /tmp/new /dev/shm/new' sh /tmp/new /dev/shm/new)" $'x\nx'
(cd "$host/cwd" && launch "${rest[@]}" --keep-writable "$host/cwd" -- sh -c "$(writes)" sh new "$host/cwd/more"; echo "$code: $output") >"$work/seen"
is '--keep-writable: the working directory can be written' "$(cat "$work/seen" "$host/cwd/new" "$host/cwd/more")" $'0: \nx\nx'
is '--keep-writable, not covered' "$(inside --mount --read-only --keep-writable "$host/cwd" -- sh -c "$(writes)" sh "$host/cwd/new" "$host/new")" \
    'Read-only file system'
is '--keep below --keep-writable is read-only, and the other way round' \
    "$(inside --mount --read-only --tmpfs "$host" --keep "$host/lower" --keep-writable "$host/lower/deep" -- \
        sh -c "$(writes)" sh "$host/lower/new" "$host/lower/deep/new"; ls "$host/lower/deep"; rm "$host/lower/deep/new")" \
    $'Read-only file system\nfile\nnew'
is '--read-only: devices that are no disks can be used' \
    "$(inside "${rest[@]}" -- sh -c 'echo x >/dev/null && head -c 3 /dev/zero | wc -c && head -c 5 /dev/urandom | wc -c')" $'3\n5'
is '--read-only: /proc of the own process can be written' \
    "$(inside "${rest[@]}" --pid -- sh -c 'echo name >/proc/self/comm && echo written')" written
if am_root; then
    if disk=$(lsblk --noheadings --paths --output NAME 2>/dev/null | head -n 1) && [ -b "$disk" ]; then
        is '--mount: root cannot read the disks past their file systems' \
            "$(inside --mount --read-only -- sh -c "head -c 1 $disk 2>&1 | sed 's/.*: //'")" 'Permission denied'
        is '--user: nor can root inside' \
            "$(inside --user -- sh -c "head -c 1 $disk 2>&1 | sed 's/.*: //'")" 'Permission denied'
    fi
    mknod "$work/node" c 1 5
    is '--mount: device files elsewhere are closed to root' \
        "$(inside --mount -- sh -c 'head -c 1 "$0" 2>&1 | sed "s/.*: //"' "$work/node")" 'Permission denied'
    is '--mount: a terminal can be had' "$(inside --mount --read-only --tmpfs /tmp -- script -qc 'echo shown' /dev/null | tr -d '\r')" shown
fi

if am_root; then
    launch_beside() {
        run unshare --mount --propagation private bash -c "set -e; $1"$'\n''exec "$@"' prepare "$LAUNCHER" "${@:2}"
        echo "$code: $output $errors"
    }
    matches 'settings of the kernel are protected at other places, too' "$(launch_beside "mkdir -p $work/proc; mount -t proc proc $work/proc" \
        --user --pid -- sh -c "(cat $work/proc/sys/vm/swappiness >$work/proc/sys/vm/swappiness) 2>&1 | sed 's/.*: //'")" \
        '0: Read-only file system ended exited 0'
fi

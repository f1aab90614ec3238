# --mount: private directories, and what stays visible below them. Other mounts: check-mounts.sh.

# A directory of the host that is to be covered, with something in it.
covered=$work/covered
mkdir -p "$covered/directory/deep/deeper" "$covered/cwd" "$covered/other"
chmod 700 "$covered"
echo original >"$covered/file"
echo deep >"$covered/directory/deep/file"
echo here >"$covered/cwd/file"
ln -s "$covered/other" "$covered/link"
echo linked >"$covered/other/file"
printf '#!/bin/sh\necho executed\n' >"$covered/script"
chmod +x "$covered/script"
cover=(--mount --tmpfs "$covered")

is '--mount alone hides nothing' "$(inside --mount -- cat "$covered/file")" original
is '--tmpfs: the directory is empty' "$(inside "${cover[@]}" -- ls -A "$covered")" ''
is '--tmpfs: its mode is that of the directory that it covers' \
    "$(inside --tmpfs "$covered" --tmpfs /tmp --mount -- stat -c %a /tmp; stat -c %a /tmp)" $'1777\n1777'
is '--tmpfs: a private directory stays private' "$(inside "${cover[@]}" -- stat -c %a "$covered")" 700
is '--tmpfs: a file can be written and read there' \
    "$(inside "${cover[@]}" -- sh -c "echo new >'$covered/new' && cat '$covered/new'")" new
is '--tmpfs: the host does not see what is written' "$(ls -A "$covered" | grep new)" ''
is '--tmpfs: what the host has there is untouched' "$(<"$covered/file")" original
is '--tmpfs: two launches do not see each other'"'"'s files' "$(inside "${cover[@]}" -- ls -A "$covered")" ''
is '--tmpfs: scripts can be executed there' "$(inside "${cover[@]}" -- sh -c \
    "printf '#!/bin/sh\necho executed' >'$covered/new' && chmod +x '$covered/new' && '$covered/new'")" executed
matches '--tmpfs: no devices, no setuid programs there' \
    "$(inside "${cover[@]}" -- grep " $covered " /proc/mounts)" 'tmpfs [^ ]+ tmpfs rw,nosuid,nodev.*'
is '--tmpfs: several directories, /tmp, /var/tmp and /dev/shm' \
    "$(inside --mount --tmpfs /tmp --tmpfs /var/tmp --tmpfs /dev/shm -- ls -A /tmp /var/tmp /dev/shm | paste -sd ' ')" \
    '/dev/shm:  /tmp:  /var/tmp:'
is '--tmpfs with every other flag' "$(inside --net --pid --ipc --uts "${cover[@]}" -- ls -A "$covered")" ''

# ---- --keep ----

is '--keep: a file stays, alone' \
    "$(inside "${cover[@]}" --keep "$covered/file" -- sh -c "ls -A '$covered'; cat '$covered/file'")" $'file\noriginal'
is '--keep: a directory stays, with what is in it' \
    "$(inside "${cover[@]}" --keep "$covered/directory" -- cat "$covered/directory/deep/file")" deep
is '--keep: a deep path stays, without what is beside it' \
    "$(inside "${cover[@]}" --keep "$covered/directory/deep/file" -- find "$covered" -type f)" \
    "$covered/directory/deep/file"
for order in 'outer first' 'inner first'; do
    keeps=(--keep "$covered/directory" --keep "$covered/directory/deep")
    [ "$order" = 'inner first' ] && keeps=(--keep "$covered/directory/deep" --keep "$covered/directory")
    is "--keep: one path below another, $order" \
        "$(inside "${cover[@]}" "${keeps[@]}" -- sh -c "cat '$covered/directory/deep/file'; ls '$covered/directory'")" \
        $'deep\ndeep'
done
is '--keep: the same path twice' \
    "$(inside "${cover[@]}" --keep "$covered/file" --keep "$covered/file" -- cat "$covered/file")" original
is '--keep: a path whose name begins with another'"'"'s' \
    "$(inside "${cover[@]}" --keep "$covered/cwd" --keep "$covered/cw" -- ls -A "$covered")" cwd
is '--keep: a missing path is ignored' \
    "$(inside "${cover[@]}" --keep "$covered/missing/x" --keep "$covered/file/x" -- ls -A "$covered")" ''
is '--keep: a path that is not below a covered directory is ignored' \
    "$(inside "${cover[@]}" --keep /etc --keep "$covered.not" -- ls -A "$covered")" ''
is '--keep: a symbolic link keeps what it leads to, below its own name' \
    "$(inside "${cover[@]}" --keep "$covered/link" -- cat "$covered/link/file")" linked
echo locked >"$covered/other/locked"
chmod 444 "$covered/other/locked"
is '--keep: a file that is there already, under another name of its directory' \
    "$(inside "${cover[@]}" --keep "$covered/link" --keep "$covered/other/locked" --keep "$covered/link/locked" -- \
        cat "$covered/link/locked")" locked
is '--keep: a script stays executable' "$(inside "${cover[@]}" --keep "$covered/script" -- "$covered/script")" executed

inside "${cover[@]}" --keep "$covered/file" --keep "$covered/other" -- \
    sh -c "echo changed >'$covered/file'; echo new >'$covered/other/new'" >/dev/null
is '--keep: what is written to a kept file is written to the host' "$(<"$covered/file")" changed
is '--keep: what is written to a kept directory is written to the host' "$(cat "$covered/other/new")" new
inside "${cover[@]}" --keep "$covered/directory/deep" -- sh -c "echo >'$covered/directory/beside'" >/dev/null
is '--keep: what is written beside a kept path is not' "$(ls "$covered/directory")" deep
is '--keep of the covered directory itself keeps nothing' \
    "$(inside "${cover[@]}" --keep "$covered" -- ls -A "$covered")" ''
is '--tmpfs with a slash at its end: --keep below it' \
    "$(inside --mount --tmpfs "$covered/" --keep "$covered/file" -- cat "$covered/file")" changed

# ---- the working directory ----

is '--keep: a working directory below a covered one is the one that its path leads to' \
    "$(cd "$covered/cwd" && inside "${cover[@]}" --keep "$covered/cwd" -- \
        sh -c "test . -ef '$covered/cwd' && cat file '$covered/cwd/file' && /bin/pwd")" \
    $'here\nhere\n'"$covered/cwd"
is '--tmpfs: a working directory that is covered itself is the new one' \
    "$(cd "$covered" && inside "${cover[@]}" -- sh -c 'ls -A; test . -ef "$0"' "$covered")" ''
is 'a working directory elsewhere stays' "$(cd /usr && inside "${cover[@]}" --net --pid -- /bin/pwd)" /usr
(cd "$covered/cwd" && launch "${cover[@]}" -- echo ran; echo "$code: $output: $errors") >"$work/seen"
matches '--tmpfs: a working directory that would vanish is a failure' "$(<"$work/seen")" \
    '125: : failed keep 2 ENOENT [^'$'\n'']*'

# ---- separate from the host's mounts ----

if can_prepare; then
    for flag in --net --pid --mount --uts; do
        is "$flag: mounts are private" "$(inside_in 'mount --make-rshared /' $flag -- \
            grep -cE ' (shared|master):' /proc/self/mountinfo)" 'exit code 1: 0 ended exited 1'
    done
else
    skip 'a world of its own cannot be prepared' '--net: mounts are private' '--pid: mounts are private' \
        '--mount: mounts are private' '--uts: mounts are private'
fi
is 'no mount is left on the host' "$(grep -c "$work" /proc/self/mounts)" 0

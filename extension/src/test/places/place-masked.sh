# The same container without the filter, with the paths masked and read-only that Docker makes so.

masked() {
    local uid=$1 who=$2
    enter=(contained "$uid" unfiltered masked)
    refuses "a masked /proc, $who" pid mount-proc EPERM 'a container hides or protects parts of /proc' \
        'docker run --security-opt systempaths=unconfined' 'net, pid'
    fails_saying "a masked /proc, $who" Net low-ports EROFS '/proc/sys is read-only' \
        'docker run --security-opt systempaths=unconfined'
    runs "a masked /proc, $who" Ipc

    enter=(contained "$uid" unfiltered unmasked)
    allows_all "the same without masks, $who"
}

if can_contain; then
    cache=/tmp/cache
    masked 0 root
    masked 1000 'an ordinary user'
else
    skip "$why_not_contained" 'a masked /proc'
fi

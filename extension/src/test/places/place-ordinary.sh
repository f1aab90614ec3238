# An ordinary user, without any capability: the normal case.

cache=$work/ordinary-cache
mkdir "$cache"
if am_root; then
    chown 65534:65534 "$cache"
    enter=(outside "${AS_NOBODY[@]}")
else
    enter=(outside)
fi
allows_all 'an ordinary user'

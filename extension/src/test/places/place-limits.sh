# Limits on namespaces, in a user namespace of our own so that the machine's stay as they are.

# limited KIND: enters a user namespace that allows none of that kind, as who holds no privilege there
limited() {
    enter=(outside "${as[@]}" unshare --user "$map" --keep-caps sh -c
           "echo 0 >/proc/sys/user/max_$1_namespaces"' && exec "$@"' sh "${unprivileged[@]}")
}

limits_of() {
    limited user
    refuses "user.max_user_namespaces=0, $who" user-namespace user-namespace ENOSPC \
        'the limit on such namespaces is zero: user\.max_user_namespaces is 0' \
        'sudo sysctl -w user\.max_user_namespaces=10000' 'net, pid, mount, ipc, uts'
    runs "user.max_user_namespaces=0, $who" Bare
    limited net
    refuses "user.max_net_namespaces=0, $who" net net-namespace ENOSPC 'the limit .* user\.max_net_namespaces is 0' \
        'sudo sysctl -w user\.max_net_namespaces=10000' 'net'
    runs "user.max_net_namespaces=0, $who" Pid
}

cache=$work/limits-cache
mkdir "$cache"
# Others than root lose all by executing something, and keep the set that bounds them.
unprivileged=(setpriv --inh-caps=-all --ambient-caps=-all)
if am_root; then
    who=root as=() map=--map-root-user
    unprivileged+=(--bounding-set=-all,+setfcap)
    limits_of
    rm -rf "$cache"
    mkdir "$cache"
    chown 65534:65534 "$cache"
    who='an ordinary user' as=("${AS_NOBODY[@]}") map=--map-current-user
    unprivileged=(setpriv --inh-caps=-all --ambient-caps=-all)
    limits_of
else
    who='an ordinary user' as=() map=--map-current-user
    limits_of
fi

# Root who is not all that root used to be.

# without CAPABILITIES: enters as root whose bounding set lacks them
without() {
    enter=(outside setpriv "--bounding-set=$1" --inh-caps=-all)
}

if am_root; then
    cache=$work/root-cache
    mkdir "$cache"

    without -sys_admin
    allows_all 'root without CAP_SYS_ADMIN'
    doctor
    visit "${enter[@]}" "${COMMAND[@]}"
    says 'root without CAP_SYS_ADMIN: the doctor says so' '^   capabilities +all but .*CAP_SYS_ADMIN'

    without -setfcap,-sys_admin
    refuses 'root without CAP_SETFCAP' id-map id-map EPERM 'this process is root without CAP_SETFCAP' \
        'run the tests as an ordinary user' 'net, pid, mount, ipc, uts, launcher'

    without -all
    refuses 'root without any capability' id-map id-map EPERM 'this process is root without CAP_SETFCAP' \
        'run the tests as an ordinary user' 'net, pid, mount, ipc, uts, launcher'
else
    skip 'not root' 'root without CAP_SYS_ADMIN' 'root without CAP_SETFCAP' 'root without any capability'
fi

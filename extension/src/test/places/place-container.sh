# A container as Docker makes one by default: its capabilities, its seccomp profile, its masks.

in_docker() {
    local uid=$1 who=$2
    enter=(contained "$uid" filtered masked)
    refuses "Docker's defaults, $who" user-namespace user-namespace EPERM \
        'a seccomp filter forbids it' 'docker run --security-opt seccomp=unconfined' 'net, pid, mount, ipc, uts'
    runs "Docker's defaults, $who" Bare
}

if can_contain; then
    cache=/tmp/cache
    in_docker 0 root
    in_docker 1000 'an ordinary user'
    doctor
    visit "${enter[@]}" "${COMMAND[@]}"
    says "Docker's defaults: the doctor says where it is" '^   container +Docker' '^   seccomp +a filter' \
        'Seen: +calls that the filter refuses, tried by the launcher = clone unshare mount'
else
    skip "$why_not_contained" "Docker's defaults"
fi

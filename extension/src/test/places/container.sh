# A container as Docker makes one by default, by runc alone; its files are the host's, read-only.

readonly DOCKERS_CAPABILITIES='"CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW",
    "CAP_SETGID", "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL",
    "CAP_AUDIT_WRITE"'

readonly DOCKERS_MASKS='"maskedPaths": ["/proc/asound", "/proc/acpi", "/proc/interrupts", "/proc/kcore", "/proc/keys",
    "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware",
    "/sys/devices/virtual/powercap"],
  "readonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"],'

containers=0

can_contain() {
    why_not_contained=
    am_root || why_not_contained='not root'
    command -v runc >/dev/null || why_not_contained='no runc'
    [ -z "$why_not_contained" ]
}

# As JSON, with a comma between.
quoted() {
    local word comma=
    for word; do
        word=${word//\\/\\\\}
        printf '%s"%s"' "$comma" "${word//\"/\\\"}"
        comma=', '
    done
}

# The container's own root: links as on the host, and what Docker leaves in it.
make_root() {
    local link
    mkdir -p "$1"/{dev,proc,sys,tmp,run,var/tmp,root,home}
    chmod 1777 "$1"/tmp "$1"/var/tmp
    for link in /bin /sbin /lib*; do
        if [ -L "$link" ]; then ln -s "$(readlink "$link")" "$1$link"; fi
    done
    : >"$1/.dockerenv"
}

# Docker's profile by its rules: what it allows to everybody, and of namespaces nothing without CAP_SYS_ADMIN. clone3 is said
# not to be there, since a filter cannot see its flags. 2114060288 are the flags of all kinds of namespaces.
filter() {
    local names
    names=$(grep -v '^#' "$HERE/docker-syscalls")
    cat <<END
  "seccomp": {
    "defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 1,
    "architectures": ["$(uname -m | sed 's/^x86_64$/SCMP_ARCH_X86_64/; s/^aarch64$/SCMP_ARCH_AARCH64/')"],
    "syscalls": [
      {"names": [$(quoted $names)], "action": "SCMP_ACT_ALLOW"},
      {"names": ["clone"], "action": "SCMP_ACT_ALLOW",
       "args": [{"index": 0, "value": 2114060288, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}]},
      {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
      {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 0, "op": "SCMP_CMP_EQ"}]},
      {"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_NE"}]}
    ]
  },
END
}

# write_config UID filtered|unfiltered masked|unmasked COMMAND...
write_config() {
    local uid=$1 filtered=$2 masked=$3 effective=
    shift 3
    [ "$uid" -eq 0 ] && effective=$DOCKERS_CAPABILITIES
    cat <<END
{
"ociVersion": "1.0.2",
"process": {
  "terminal": false, "cwd": "$work/home", "user": {"uid": $uid, "gid": $uid, "umask": 18},
  "args": [$(quoted "$@")],
  "env": ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "HOME=$work/home"],
  "capabilities": {"bounding": [$DOCKERS_CAPABILITIES], "effective": [$effective], "permitted": [$effective]}
},
"root": {"path": "root", "readonly": true},
"hostname": "container",
"mounts": [
    {"destination": "/proc", "type": "proc", "source": "proc", "options": ["nosuid", "noexec", "nodev"]},
    {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "strictatime", "mode=755"]},
    {"destination": "/dev/pts", "type": "devpts", "source": "devpts",
     "options": ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"]},
    {"destination": "/dev/shm", "type": "tmpfs", "source": "shm", "options": ["nosuid", "noexec", "nodev", "mode=1777"]},
    {"destination": "/dev/mqueue", "type": "mqueue", "source": "mqueue", "options": ["nosuid", "noexec", "nodev"]},
    {"destination": "/sys", "type": "sysfs", "source": "sysfs", "options": ["nosuid", "noexec", "nodev", "ro"]},
    {"destination": "/usr", "type": "bind", "source": "/usr", "options": ["rbind", "ro"]},
    {"destination": "/etc", "type": "bind", "source": "/etc", "options": ["rbind", "ro"]},
    {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "nodev", "mode=1777"]},
    {"destination": "/var/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "nodev", "mode=1777"]},
    {"destination": "$work/home", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "nodev", "mode=1777"]},
    {"destination": "$work/jars", "type": "bind", "source": "$work/jars", "options": ["rbind", "ro"]}
],
"linux": {
  $([ "$filtered" = filtered ] && filter)
  $([ "$masked" = masked ] && echo "$DOCKERS_MASKS")
  "cgroupsPath": "/junit-isolated-places-$$-$containers",
  "namespaces": [{"type": "pid"}, {"type": "network"}, {"type": "ipc"}, {"type": "uts"}, {"type": "mount"}]
}
}
END
}

# contained UID filtered|unfiltered masked|unmasked COMMAND...: runs it in a container of its own
contained() {
    containers=$((containers + 1))
    local bundle=$work/bundle-$containers
    make_root "$bundle/root"
    write_config "$@" >"$bundle/config.json"
    timeout -k 5 "$LIMIT" runc --root "$work/runc" run --bundle "$bundle" "places-$$-$containers" </dev/null
    local ended=$?
    runc --root "$work/runc" delete --force "places-$$-$containers" >/dev/null 2>&1
    return $ended
}

# Whatever an interrupted run has left.
end_containers() {
    local name
    [ -d "$work/runc" ] || return 0
    for name in "$work"/runc/*; do
        [ -d "$name" ] && runc --root "$work/runc" delete --force "${name##*/}" >/dev/null 2>&1
    done
}

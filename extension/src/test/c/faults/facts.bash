# What the command finds: on the first line the namespaces of its own, then all else that was promised to it.
# facts.bash OUTSIDE [DIRECTORY...]: the namespaces outside, as readlink(1) prints them, and what else to list

shopt -s nullglob

# The parts of a file that do not change from one time to the next.
show() {
    [ -r "$1" ] && echo "== ${1/$$/ID}" && sed -E 's/junit-isolated-[0-9]+/GROUP/' "$1"
}

while read -r namespace; do
    [[ " $1 " == *" $namespace "* ]] || printf '%s ' "${namespace%:*}"
done < <(cd /proc/self/ns && readlink * | sort -u)
echo

descriptors=(/proc/$$/fd/*) # with the one that lists them
echo "at $PWD, $(uname -n), $(nproc) cores, descriptors: ${descriptors[*]##*/}"
ulimit -a
read -r _ _ _ parent _ session _ </proc/$$/stat
[ $session = $$ ] && echo 'leads its session'
# Read by this process itself, which blocks signals while it waits for another.
while read -r line; do
    [[ $line =~ ^(Uid|Gid|Groups|Cap|NoNewPrivs|SigBlk|SigIgn) ]] && echo "$line"
done </proc/$$/status
# The process that watches it.
grep -E '^(Cap|NoNewPrivs|SigBlk)' /proc/$parent/status
stat -c 'owner of init: %u' /proc/$parent
for file in uid_map gid_map setgroups timens_offsets cgroup; do
    show /proc/$$/$file
done
show /etc/hosts
show /etc/nsswitch.conf
show /sys/class/net/lo/flags
show /proc/sys/net/ipv4/ip_unprivileged_port_start
show /proc/sys/user/max_cgroup_namespaces
for file in memory.max pids.max cpu.max; do
    show /sys/fs/cgroup/$file
done
for directory in /sys/class/net /sys/fs/cgroup "${@:2}"; do
    echo "in $directory: $(cd "$directory" && echo *)"
done
# What is seen of the mounts, of several at the same place the last one; without their numbers.
sed -E 's/^[0-9]+ [0-9]+ [0-9:]+ //; s/ (shared|master):[0-9]+//g; s/junit-isolated-[0-9]+/GROUP/' /proc/$$/mountinfo |
    awk '{ last[$2] = $0 } END { for (path in last) print last[path] }' | sort

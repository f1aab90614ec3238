# The errors that a system call may answer where nothing is wrong with its arguments.

declare -rA NUMBERS=([EPERM]=1 [ENOENT]=2 [EINTR]=4 [EIO]=5 [EAGAIN]=11 [ENOMEM]=12 [EACCES]=13 [EBUSY]=16 [EMFILE]=24
    [ENOSPC]=28 [ENOSYS]=38 [EADDRINUSE]=98 [ENOBUFS]=105 [ENOTCONN]=107 [ECONNREFUSED]=111)

# These cannot fail as they are called, or belong to the start of libc. What waits for a process is not interrupted: no signal
# has a handler. fcntl(2) sets close-on-exec once more.
readonly WITHOUT_ERRORS=' arch_prctl set_tid_address rt_sigaction rt_sigprocmask rt_sigreturn clock_gettime getpid gettid '\
' getuid geteuid getgid getegid uname munmap fcntl lseek setsid wait4 exit_group restart_syscall '

errors_of() {
    case $1 in
    access | faccessat | stat | lstat | fstat | newfstatat | statx | statfs | fstatfs | readlink | readlinkat) echo ENOMEM ;;
    open | openat) echo EMFILE ENOMEM ;;
    read | readv | getdents64) echo EIO ;;
    write | writev) echo EIO ENOSPC ;;
    close) echo EIO ;;
    mmap | mremap | mprotect | brk) echo ENOMEM ;;
    clone | fork | vfork) echo EAGAIN ENOSPC EPERM ;;
    unshare | setns) echo ENOSPC EPERM ;;
    mount | umount2) echo ENOMEM EPERM ;;
    mount_setattr) echo ENOMEM ENOSYS ;;
    mkdir | mkdirat | openat2) echo ENOSPC ;;
    rmdir | unlinkat) echo EBUSY ;;
    chmod | fchmodat | fchmod | fchownat) echo EIO ;;
    chdir) echo EACCES ;;
    getcwd) echo ENOENT ;;
    socket | socketpair | accept | accept4 | signalfd4 | epoll_create1) echo EMFILE ENOBUFS ;;
    connect) echo ECONNREFUSED ;;
    bind | listen) echo EADDRINUSE ;;
    getsockname | getsockopt | setsockopt | sendto | sendmsg) echo ENOBUFS ;;
    shutdown) echo ENOTCONN ;;
    recvfrom | recvmsg | poll | ppoll) echo EINTR ENOMEM ;;
    epoll_wait | epoll_pwait | nanosleep | clock_nanosleep) echo EINTR ;;
    epoll_ctl) echo ENOMEM ENOSPC ;;
    execve) echo ENOENT EACCES ENOMEM ;;
    dup2 | dup3) echo EBUSY ;;
    getrandom) echo EAGAIN ;;
    close_range) echo ENOSYS ;;
    capget | capset | ioctl | kill | prctl | prlimit64 | sched_getaffinity | sched_setaffinity | sched_setscheduler | \
        sethostname | setsid)
        echo EPERM ;;
    *) return 1 ;;
    esac
}

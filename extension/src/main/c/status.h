/*
 * The status connection: lines of text for the parent, one record each.
 *
 *   note STEP ERRNO NAME TEXT...     a step was left out; its promise is kept otherwise
 *   failed STEP ERRNO NAME TEXT...   a step failed; nothing of the command has run, or, with the step "process", which also
 *                                    watches it, it is over; where a seccomp filter is in the way, TEXT has "refused by a
 *                                    seccomp filter:" and the calls that it refuses
 *   port PROTOCOL PORT HOSTPORT      where a published port is reachable on the host's loopback; before anything of the
 *                                    command runs
 *   limit NAME MEANS TEXT...         a limit that was asked for (memory, cpus, processes), and what holds it: cgroup,
 *                                    affinity, rlimit, or none
 *   oom COUNT                        before "ended": so many processes were killed for the limit of memory
 *   ended exited CODE                how the command ended, written when all that it started is gone
 *   ended signaled SIGNAL CORE
 *   ended init-killed SIGNAL         the command ended with our own process inside, which somebody killed
 *   left                             before "ended": something that the command started could not be killed
 */
#ifndef STATUS_H
#define STATUS_H

/* The steps that can fail. */
#define STEP_USER_NAMESPACE "user-namespace"     /* creating the user namespace */
#define STEP_ID_MAP "id-map"                     /* mapping user and group ids into it */
#define STEP_PID_NAMESPACE "pid-namespace"       /* creating the other namespaces */
#define STEP_MOUNT_NAMESPACE "mount-namespace"
#define STEP_NET_NAMESPACE "net-namespace"
#define STEP_IPC_NAMESPACE "ipc-namespace"
#define STEP_UTS_NAMESPACE "uts-namespace"
#define STEP_CGROUP_NAMESPACE "cgroup-namespace"
#define STEP_TIME_NAMESPACE "time-namespace"
#define STEP_INNER_USER_NAMESPACE "inner-user-namespace" /* creating the one in which the command is root */
#define STEP_INNER_ID_MAP "inner-id-map"         /* mapping user and group ids into that */
#define STEP_TIME_OFFSET "time-offset"           /* setting the clocks off */
#define STEP_LOOPBACK "loopback"                 /* bringing the loopback interface up */
#define STEP_LOW_PORTS "low-ports"               /* opening ports below 1024 to every user */
#define STEP_MOUNT_SYS "mount-sys"               /* a fresh /sys, which shows the new network */
#define STEP_MOUNT_PROC "mount-proc"             /* a fresh /proc, which shows the new processes */
#define STEP_HOSTS "hosts"                       /* making the host name resolve from files */
#define STEP_HOSTNAME "hostname"                 /* setting the host name */
#define STEP_PUBLISH "publish"                   /* listening at a published port, and carrying its connections */
#define STEP_HOST_PORT "host-port"               /* listening inside at a port that leads to the host */
#define STEP_TMPFS "tmpfs"                       /* covering a directory with an empty one */
#define STEP_MOUNT_BIND "mount-bind"             /* a bind mount that was asked for */
#define STEP_MOUNT_OVERLAY "mount-overlay"       /* an overlay that was asked for */
#define STEP_KEEP "keep"                         /* keeping a path visible below a covered directory */
#define STEP_READ_ONLY "read-only"               /* making the rest of the file system read-only */
#define STEP_DEVICES "devices"                   /* closing device files to root */
#define STEP_CGROUP "cgroup"                     /* a control group of the test's own */
#define STEP_LIMITS "limits"                     /* limits without a control group */
#define STEP_KERNEL_SETTINGS "kernel-settings"   /* making the settings of the kernel read-only to root */
#define STEP_CAPABILITIES "capabilities"         /* giving capabilities up */
#define STEP_NO_NEW_PRIVILEGES "no-new-privileges"
#define STEP_DESCRIPTORS "descriptors"           /* arranging or closing descriptors */
#define STEP_PROCESS "process"                   /* creating or watching a process of the launcher's own */
#define STEP_EXEC "exec"                         /* executing the command */

/* Says where records go. */
void open_status(int descriptor);

/* Writes a note with the given error number. */
void note(const char *step, int error, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Writes a failure with the given error number. */
void report_failure(const char *step, int error, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Writes a failure with errno and ends this process with EXIT_SET_UP_FAILED. */
_Noreturn void fail(const char *step, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes where a published port is reachable. */
void report_port(const char *protocol, int port, int host_port);

#define NOBODY (-1)

/* From now on the exit code of a failure of this process is written to the descriptor, too; to none for NOBODY. */
void tell_failures_to(int descriptor);

/* What is to be done before this process ends because of a failure. */
void clean_up_on_failure(void (*action)(void));

/* Forgets it, in a process that has been forked. */
void leave_clean_up_to_parent(void);

/* Writes by which means a limit holds. */
void report_limit(const char *name, const char *means, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Writes how many processes the kernel has killed for memory. */
void report_killed_for_memory(int count);

/* Writes how the command ended; takes a status of waitpid(2). */
void report_end(int wait_status);

/* Writes that some process could not be killed. */
void report_left_processes(void);

/* Writes that init was killed by a signal. */
void report_killed_init(int signal);

#endif

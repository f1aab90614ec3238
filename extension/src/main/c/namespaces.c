#include "namespaces.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "filesystems.h"
#include "kernel_settings.h"
#include "settings.h"
#include "status.h"

#define NANOSECONDS INT64_C(1000000000)

#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif

void enter_mount_namespace(const struct options *options)
{
    bool needed = options->net || options->pid || options->mount || options->uts || options->cgroup
                  || has_own_user_namespace(options) || kernel_settings_need_protection();
    if (!needed)
        return;
    if (unshare(CLONE_NEWNS) < 0)
        fail(STEP_MOUNT_NAMESPACE, "creating a mount namespace with unshare");
    detach_mounts();
}

void enter_control_group_namespace(const struct options *options)
{
    if (options->cgroup && unshare(CLONE_NEWCGROUP) < 0)
        fail(STEP_CGROUP_NAMESPACE, "creating a control group namespace with unshare");
}

void enter_owned_namespaces(const struct options *options)
{
    if (options->net && unshare(CLONE_NEWNET) < 0)
        fail(STEP_NET_NAMESPACE, "creating a network namespace with unshare");
    if (options->ipc && unshare(CLONE_NEWIPC) < 0)
        fail(STEP_IPC_NAMESPACE, "creating an IPC namespace with unshare");
    if (options->uts && unshare(CLONE_NEWUTS) < 0)
        fail(STEP_UTS_NAMESPACE, "creating a UTS namespace with unshare");
    if (options->uts && sethostname(options->hostname, strlen(options->hostname)) < 0)
        fail(STEP_HOSTNAME, "setting the host name to %s", options->hostname);
}

/* The kernel takes whole seconds, which may be negative, and nanoseconds, which may not: see time_namespaces(7). */
static void set_clocks_off(int64_t offset)
{
    char text[160];
    int64_t seconds = offset / NANOSECONDS;
    int64_t rest = offset % NANOSECONDS;
    if (rest < 0) {
        seconds--;
        rest += NANOSECONDS;
    }
    snprintf(text, sizeof text, "monotonic %" PRId64 " %" PRId64 "\nboottime %" PRId64 " %" PRId64 "\n", seconds, rest,
             seconds, rest);
    if (write_setting("/proc/self/timens_offsets", text) < 0)
        fail(STEP_TIME_OFFSET, "setting the clocks off by %" PRId64 " ns", offset);
}

void prepare_time_namespace(const struct options *options)
{
    if (!options->time)
        return;
    if (unshare(CLONE_NEWTIME) < 0)
        fail(STEP_TIME_NAMESPACE, "creating a time namespace with unshare");
    if (options->time_offset != 0)
        set_clocks_off(options->time_offset);
}

void join_network(const struct options *options, pid_t process)
{
    char path[64];
    if (!options->net)
        return;
    snprintf(path, sizeof path, "/proc/%d/ns/net", (int)process);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || setns(descriptor, CLONE_NEWNET) < 0)
        fail(STEP_NET_NAMESPACE, "joining %s", path);
    close(descriptor);
}

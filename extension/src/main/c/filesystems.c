#include "filesystems.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <unistd.h>

#include "status.h"

#define CONTROL_GROUPS "/sys/fs/cgroup"

void detach_mounts(void)
{
    /* Private and not slave: a mount that appears on the host during a test is none of the test's. */
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
        fail(STEP_MOUNT_NAMESPACE, "making all mounts private");
}

void mount_proc(void)
{
    if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
        fail(STEP_MOUNT_PROC, "mounting a fresh proc file system on /proc");
}

void mount_sys(void)
{
    /* The JVM reads its limits there, and sysfs itself only has an empty directory for it. */
    int control_groups = open(CONTROL_GROUPS, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (control_groups < 0 && errno != ENOENT)
        note(STEP_MOUNT_SYS, errno, "opening " CONTROL_GROUPS);
    if (mount("sysfs", "/sys", "sysfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
        fail(STEP_MOUNT_SYS, "mounting a fresh sysfs on /sys");
    if (control_groups < 0)
        return;
    char source[32];
    snprintf(source, sizeof source, "/proc/self/fd/%d", control_groups);
    if (mount(source, CONTROL_GROUPS, NULL, MS_BIND | MS_REC, NULL) < 0)
        note(STEP_MOUNT_SYS, errno, "carrying " CONTROL_GROUPS " over to the fresh /sys");
    close(control_groups);
}

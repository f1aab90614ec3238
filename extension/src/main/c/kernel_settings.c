#include "kernel_settings.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "settings.h"
#include "status.h"

/* The places that containers protect, too. */
static const char *const SETTINGS[] = {"/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs", "/sys"};

/* From linux/mount.h, which older systems lack or cannot include next to sys/mount.h. */
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif
#define ATTRIBUTE_READ_ONLY 0x00000001
#define RECURSIVE 0x8000

struct mount_attributes {
    uint64_t set;
    uint64_t clear;
    uint64_t propagation;
    uint64_t user_namespace;
};

bool kernel_settings_need_protection(void)
{
    return geteuid() == 0;
}

/* Before Linux 5.12 there is no recursive way; a remount must then repeat the flags that the mount has. */
static int make_top_read_only(const char *path)
{
    struct statvfs attributes;
    if (statvfs(path, &attributes) < 0)
        return -1;
    unsigned long flags = attributes.f_flag & (MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME | MS_RELATIME);
    return mount(NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | flags, NULL);
}

static int make_read_only(const char *path)
{
    const struct mount_attributes read_only = {.set = ATTRIBUTE_READ_ONLY};
    if (syscall(SYS_mount_setattr, AT_FDCWD, path, RECURSIVE, &read_only, sizeof read_only) == 0)
        return 0;
    /* EPERM is what container engines older than the call may answer in its place. */
    return errno == ENOSYS || errno == EPERM ? make_top_read_only(path) : -1;
}

void forbid_control_group_namespaces(void)
{
    /* Where /proc/sys cannot be written, a container has its own ways to protect the control groups. */
    if (write_setting("/proc/sys/user/max_cgroup_namespaces", "0") < 0)
        note(STEP_KERNEL_SETTINGS, errno, "forbidding control group namespaces");
}

void protect_kernel_settings(void)
{
    for (size_t i = 0; i < sizeof SETTINGS / sizeof *SETTINGS; i++) {
        const char *path = SETTINGS[i];
        if (access(path, F_OK) < 0)
            continue;
        if (mount(path, path, NULL, MS_BIND | MS_REC, NULL) < 0 || make_read_only(path) < 0)
            fail(STEP_KERNEL_SETTINGS, "making %s read-only", path);
    }
}

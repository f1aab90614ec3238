#include "kernel_settings.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "mount_facts.h"
#include "paths.h"
#include "settings.h"
#include "status.h"

/* The places that containers protect, too. */
static const char *const SETTINGS[] = {
    "/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs", "/proc/acpi", "/proc/scsi", "/proc/dynamic_debug",
    "/sys"};

/* What the kernel shows itself in; a machine may have them at other places, too. */
static const char *const KINDS[] = {"proc",       "sysfs",    "cgroup",   "cgroup2", "debugfs", "tracefs",
                                    "securityfs", "configfs", "efivarfs", "bpf",     "pstore"};

bool kernel_settings_need_protection(void)
{
    return geteuid() == 0;
}

void forbid_further_control_group_namespaces(void)
{
    /* Where /proc/sys cannot be written, a container has its own ways to protect the control groups. */
    if (write_setting("/proc/sys/user/max_cgroup_namespaces", "0") < 0)
        note(STEP_KERNEL_SETTINGS, errno, "forbidding control group namespaces");
}

static bool is_below_settings(const char *path)
{
    for (size_t i = 0; i < sizeof SETTINGS / sizeof *SETTINGS; i++)
        if (is_below(path, SETTINGS[i]))
            return true;
    return false;
}

/*
 * But /proc itself, which has the command's own processes; its settings are covered. What else is mounted below settings
 * has been made read-only with them only where the kernel does so with all at once.
 */
static bool shows_settings(const struct mount_point *mount_point, const void *context)
{
    (void)context;
    if (is_below_settings(mount_point->path))
        return true;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (strcmp(mount_point->type, KINDS[i]) == 0)
            return strcmp(mount_point->path, "/proc") != 0;
    return false;
}

struct restriction protect_kernel_settings(void)
{
    for (size_t i = 0; i < sizeof SETTINGS / sizeof *SETTINGS; i++) {
        const char *path = SETTINGS[i];
        if (!is_there(path, STEP_KERNEL_SETTINGS))
            continue;
        /* A mount of its own is what can be read-only alone. */
        if ((!is_mount_point(path) && mount(path, path, NULL, MS_BIND | MS_REC, NULL) < 0) || make_read_only(path) < 0)
            fail(STEP_KERNEL_SETTINGS, "making %s read-only", path);
    }
    return (struct restriction){READ_ONLY, shows_settings, NULL, STEP_KERNEL_SETTINGS};
}

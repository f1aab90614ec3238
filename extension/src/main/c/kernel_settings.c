#include "kernel_settings.h"

#include <errno.h>
#include <stddef.h>
#include <sys/mount.h>
#include <unistd.h>

#include "read_only.h"
#include "settings.h"
#include "status.h"

/* The places that containers protect, too. */
static const char *const SETTINGS[] = {"/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs", "/sys"};

bool kernel_settings_need_protection(void)
{
    return geteuid() == 0;
}

void forbid_further_control_group_namespaces(const struct options *options)
{
    /* Where /proc/sys cannot be written, a container has its own ways to protect the control groups. */
    if (write_setting("/proc/sys/user/max_cgroup_namespaces", options->cgroup ? "1" : "0") < 0)
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

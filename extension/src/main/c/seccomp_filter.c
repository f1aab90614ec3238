#include "seccomp_filter.h"

#include <errno.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * Each call is made with arguments that the kernel rejects before it looks at any permission. So whatever else comes back
 * is not the kernel's answer.
 */

static bool filter_refuses_clone(void)
{
    /* A user namespace with a shared root and working directory is a contradiction. */
    long process = syscall(SYS_clone, (unsigned long)CLONE_NEWUSER | CLONE_FS, 0UL, 0UL, 0UL, 0UL);
    if (process == 0)
        _exit(0); /* no kernel known does this */
    return process < 0 && errno != EINVAL;
}

static bool filter_refuses_unshare(void)
{
    /* A parent cannot be unshared. */
    return syscall(SYS_unshare, (unsigned long)CLONE_NEWUSER | CLONE_PARENT) < 0 && errno != EINVAL;
}

static bool filter_refuses_mount(void)
{
    /* There is no directory at NULL. */
    return syscall(SYS_mount, NULL, NULL, NULL, 0UL, NULL) < 0 && errno != EFAULT;
}

const char *calls_refused_by_filter(void)
{
    static char text[96];
    const char *clone = filter_refuses_clone() ? " clone" : "";
    const char *unshare = filter_refuses_unshare() ? " unshare" : "";
    const char *mount = filter_refuses_mount() ? " mount" : "";
    if (*clone == '\0' && *unshare == '\0' && *mount == '\0')
        return "";
    snprintf(text, sizeof text, ", refused by a seccomp filter:%s%s%s", clone, unshare, mount);
    return text;
}

#include "devices.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mount_facts.h"
#include "paths.h"
#include "status.h"

static const char *const HARMLESS[] = {"/dev/null",   "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom",
                                       "/dev/tty",    "/dev/fuse", "/dev/kvm",  "/dev/net/tun"};

/* File systems of the kernel in which nobody can make any. */
static const char *const WITHOUT_DEVICES[] = {"proc", "sysfs", "cgroup", "cgroup2"};

bool devices_need_protection(const struct options *options)
{
    return geteuid() == 0 && (options->mount || has_own_user_namespace(options));
}

static void bind_over(const char *source, const char *target)
{
    if (mount(source, target, NULL, MS_BIND | MS_REC, NULL) < 0)
        fail(STEP_DEVICES, "binding %s", target);
}

/* A terminal is found by the directory that its ptmx is in, so that of /dev must be the one of /dev/pts. */
static void mount_terminals(void)
{
    if (!is_there("/dev/pts", STEP_DEVICES))
        return;
    if (mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620") < 0)
        fail(STEP_DEVICES, "mounting new terminals on /dev/pts");
    struct stat multiplexer = {.st_mode = 0};
    if (is_there("/dev/ptmx", STEP_DEVICES) && lstat("/dev/ptmx", &multiplexer) < 0)
        fail(STEP_DEVICES, "looking at /dev/ptmx");
    if (S_ISCHR(multiplexer.st_mode))
        bind_over("/dev/pts/ptmx", "/dev/ptmx");
}

static bool may_have_devices(const char *type)
{
    for (size_t i = 0; i < sizeof WITHOUT_DEVICES / sizeof *WITHOUT_DEVICES; i++)
        if (strcmp(type, WITHOUT_DEVICES[i]) == 0)
            return false;
    return true;
}

static bool is_dev_or_outside(const struct mount_point *mount_point, const void *context)
{
    (void)context;
    if (!may_have_devices(mount_point->type))
        return false;
    return strcmp(mount_point->path, "/dev") == 0 || !is_below(mount_point->path, "/dev");
}

struct restriction protect_devices(void)
{
    /* A mount of its own is what can be closed alone. */
    if (!is_mount_point("/dev"))
        bind_over("/dev", "/dev");
    for (size_t i = 0; i < sizeof HARMLESS / sizeof *HARMLESS; i++)
        if (is_there(HARMLESS[i], STEP_DEVICES))
            bind_over(HARMLESS[i], HARMLESS[i]);
    mount_terminals();
    return (struct restriction){NO_DEVICES, is_dev_or_outside, NULL, STEP_DEVICES};
}

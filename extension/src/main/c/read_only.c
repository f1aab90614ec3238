#include "read_only.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "mount_facts.h"
#include "mount_points.h"
#include "paths.h"
#include "status.h"

/* From linux/mount.h, which older systems lack or cannot include next to sys/mount.h. */
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif
#define RECURSIVE 0x8000

struct mount_attributes {
    uint64_t set;
    uint64_t clear;
    uint64_t propagation;
    uint64_t user_namespace;
};

/* What a remount must repeat of what a mount is. */
static const struct {
    unsigned long statvfs_flag;
    unsigned long mount_flag;
} KEPT_FLAGS[] = {
    {ST_RDONLY, MS_RDONLY}, {ST_NOSUID, MS_NOSUID},         {ST_NODEV, MS_NODEV},       {ST_NOEXEC, MS_NOEXEC},
    {ST_NOATIME, MS_NOATIME}, {ST_NODIRATIME, MS_NODIRATIME}, {ST_RELATIME, MS_RELATIME},
};

/* Before Linux 5.12 there is no recursive way. */
static int remount(const char *path, uint64_t attributes)
{
    struct statvfs now;
    if (statvfs(path, &now) < 0)
        return -1;
    unsigned long flags = MS_REMOUNT | MS_BIND;
    for (size_t i = 0; i < sizeof KEPT_FLAGS / sizeof *KEPT_FLAGS; i++)
        if (now.f_flag & KEPT_FLAGS[i].statvfs_flag)
            flags |= KEPT_FLAGS[i].mount_flag;
    if (attributes & READ_ONLY)
        flags |= MS_RDONLY;
    if (attributes & NO_DEVICES)
        flags |= MS_NODEV;
    return mount(NULL, path, NULL, flags, NULL);
}

static int set_attributes(const char *path, uint64_t attributes, unsigned how)
{
    const struct mount_attributes added = {.set = attributes};
    if (syscall(SYS_mount_setattr, AT_FDCWD, path, how, &added, sizeof added) == 0)
        return 0;
    /* EPERM is what container engines older than the call may answer in its place. */
    return errno == ENOSYS || errno == EPERM ? remount(path, attributes) : -1;
}

int make_read_only(const char *path)
{
    return set_attributes(path, READ_ONLY, RECURSIVE);
}

static bool is_writable(const char *path, const struct mount_steps *steps)
{
    bool writable = false;
    size_t nearest = 0;
    for (size_t i = 0; i < steps->count; i++) {
        const struct mount_step *step = &steps->steps[i];
        size_t length = strlen(step->target);
        if (length >= nearest && is_below(path, step->target)) {
            nearest = length;
            writable = step->kind != MOUNT_BIND && step->kind != MOUNT_KEEP;
        }
    }
    return writable;
}

static bool is_to_be_read_only(const struct mount_point *mount_point, const void *steps)
{
    return !is_below(mount_point->path, "/proc") && strcmp(mount_point->type, "devpts") != 0
           && strcmp(mount_point->type, "autofs") != 0 && !is_writable(mount_point->path, steps);
}

static bool has_attribute(const struct mount_point *mount_point, enum attribute attribute)
{
    return has_option(mount_point, attribute == READ_ONLY ? "ro" : "nodev");
}

static void restrict_mount(const struct mount_point *mount_point, const struct restriction *restriction)
{
    if (restriction->concerns(mount_point, restriction->context) && !has_attribute(mount_point, restriction->attribute)
        && can_be_reached(mount_point, restriction->step)
        && set_attributes(mount_point->path, restriction->attribute, 0) < 0)
        fail(restriction->step, "restricting what is mounted on %s", mount_point->path);
}

void restrict_mounts(const struct restriction *restrictions, size_t count)
{
    struct mount_point found;
    if (count == 0)
        return;
    FILE *mounts = open_mount_points(restrictions->step);
    while (next_mount_point(mounts, &found, restrictions->step))
        for (size_t i = 0; i < count; i++)
            restrict_mount(&found, &restrictions[i]);
    fclose(mounts);
}

void make_rest_read_only(const struct mount_steps *steps)
{
    const struct restriction rest = {READ_ONLY, is_to_be_read_only, steps, STEP_READ_ONLY};
    restrict_mounts(&rest, 1);
}

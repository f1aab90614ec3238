#include "read_only.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "mount_points.h"
#include "paths.h"
#include "status.h"

/* From linux/mount.h, which older systems lack or cannot include next to sys/mount.h. */
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif
#define ATTRIBUTE_READ_ONLY 0x00000001
#define ATTRIBUTE_NO_DEVICES 0x00000004
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
    if (attributes & ATTRIBUTE_READ_ONLY)
        flags |= MS_RDONLY;
    if (attributes & ATTRIBUTE_NO_DEVICES)
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
    return set_attributes(path, ATTRIBUTE_READ_ONLY, RECURSIVE);
}

int close_devices(const char *path)
{
    return set_attributes(path, ATTRIBUTE_NO_DEVICES, 0);
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

static bool stays(const struct mount_point *mount_point, const struct mount_steps *steps)
{
    return is_below(mount_point->path, "/proc") || strcmp(mount_point->type, "devpts") == 0
           || strcmp(mount_point->type, "autofs") == 0 || is_writable(mount_point->path, steps);
}

/* What another mount hides cannot be reached, and need not be. Before Linux 5.8 mounts cannot be told apart so. */
static bool is_hidden(const struct mount_point *mount_point)
{
    struct statx seen;
    if (statx(AT_FDCWD, mount_point->path, AT_NO_AUTOMOUNT | AT_SYMLINK_NOFOLLOW, STATX_MNT_ID, &seen) < 0)
        return true;
    return (seen.stx_mask & STATX_MNT_ID) != 0 && seen.stx_mnt_id != mount_point->id;
}

static void restrict_mount(const struct mount_point *mount_point)
{
    bool in_dev = is_below(mount_point->path, "/dev");
    uint64_t attributes = ATTRIBUTE_READ_ONLY | (geteuid() == 0 && !in_dev ? ATTRIBUTE_NO_DEVICES : 0);
    if (set_attributes(mount_point->path, attributes, 0) < 0)
        fail(STEP_READ_ONLY, "making %s read-only", mount_point->path);
}

void make_rest_read_only(const struct mount_steps *steps)
{
    struct mount_point found;
    FILE *mounts = open_mount_points();
    if (mounts == NULL)
        fail(STEP_READ_ONLY, "listing the mounts");
    while (next_mount_point(mounts, &found))
        if (!stays(&found, steps) && !is_hidden(&found))
            restrict_mount(&found);
    fclose(mounts);
}

#include "overlay.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paths.h"
#include "status.h"
#include "workshop.h"

static void make_directory(int workshop, const char *name, const struct stat *like)
{
    if (mkdirat(workshop, name, 0700) < 0)
        fail(STEP_MOUNT_OVERLAY, "making the directory \"%s\" of an overlay", name);
    /* In a user namespace not everybody can be the owner. */
    if (fchownat(workshop, name, like->st_uid, like->st_gid, 0) < 0 && errno != EINVAL && errno != EPERM)
        fail(STEP_MOUNT_OVERLAY, "giving the directory \"%s\" of an overlay its owner", name);
    if (fchmodat(workshop, name, like->st_mode & 07777, 0) < 0)
        fail(STEP_MOUNT_OVERLAY, "giving the directory \"%s\" of an overlay its mode", name);
}

/* The paths are ours, so none has a comma or colon in it. Where "userxattr" is not known, it is not needed. */
static int mount_with_options(const char *target, const char *lower, const char *workshop)
{
    char data[256];
    int written = snprintf(data, sizeof data, "lowerdir=%s,upperdir=%s/upper,workdir=%s/work", lower, workshop, workshop);
    snprintf(data + written, sizeof data - (size_t)written, ",userxattr");
    if (mount("overlay", target, "overlay", MS_NOSUID | MS_NODEV, data) == 0)
        return 0;
    int error = errno;
    data[written] = '\0';
    if (error == EINVAL && mount("overlay", target, "overlay", MS_NOSUID | MS_NODEV, data) == 0)
        return 0;
    errno = error;
    return -1;
}

/* The path that leads to the lower directory; the kernel tells. */
static void find_name(const char *descriptor, char name[PATH_MAX])
{
    ssize_t length = readlink(descriptor, name, PATH_MAX - 1);
    name[length < 0 ? 0 : length] = '\0';
}

static void mount_on(const char *target, const char *name, int lower, const struct stat *attributes, const char *workshop)
{
    char lower_path[DESCRIPTOR_PATH_SIZE];
    int directory = open(workshop, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        fail(STEP_MOUNT_OVERLAY, "opening %s", workshop);
    make_directory(directory, "upper", attributes);
    make_directory(directory, "work", attributes);
    close(directory);
    descriptor_path(lower, lower_path);
    if (mount_with_options(target, lower_path, workshop) < 0) {
        int error = errno;
        char lower_name[PATH_MAX];
        find_name(lower_path, lower_name);
        errno = error;
        fail(STEP_MOUNT_OVERLAY, "mounting an overlay of %s on %s", lower_name, name);
    }
}

void mount_overlay(int lower, const char *target, const char *ours)
{
    struct stat attributes;
    char target_path[DESCRIPTOR_PATH_SIZE];
    if (fstat(lower, &attributes) < 0)
        fail(STEP_MOUNT_OVERLAY, "looking at what goes below %s", target);
    make_mount_point(target, ours, &attributes, STEP_MOUNT_OVERLAY);
    /* Found now, since the workshop may cover it. */
    int found_target = open(target, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (found_target < 0)
        fail(STEP_MOUNT_OVERLAY, "opening %s", target);
    descriptor_path(found_target, target_path);
    const char *workshop = open_workshop(target, STEP_MOUNT_OVERLAY);
    mount_on(target_path, target, lower, &attributes, workshop);
    close(found_target);
    close_workshop(workshop, STEP_MOUNT_OVERLAY);
}

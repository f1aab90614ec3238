#include "paths.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "status.h"

bool is_below(const char *path, const char *directory)
{
    size_t length = strlen(directory);
    while (length > 0 && directory[length - 1] == '/')
        length--;
    return strncmp(path, directory, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

bool is_there(const char *path, const char *step)
{
    if (access(path, F_OK) == 0)
        return true;
    if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
        fail(step, "looking for %s", path);
    return false;
}

void descriptor_path(int descriptor, char path[DESCRIPTOR_PATH_SIZE])
{
    snprintf(path, DESCRIPTOR_PATH_SIZE, "/proc/self/fd/%d", descriptor);
}

static int open_below(int directory, const char *name, dev_t file_system, const char *path, const char *step)
{
    struct stat found;
    int opened = openat(directory, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (opened < 0 || fstat(opened, &found) < 0)
        fail(step, "opening \"%s\" on the way to %s", name, path);
    if (found.st_dev != file_system) {
        errno = EXDEV;
        fail(step, "making %s, which would be in the host's \"%s\"", path, name);
    }
    return opened;
}

static void make_last(int directory, const char *name, const struct stat *like, const char *path, const char *step)
{
    int made = S_ISDIR(like->st_mode) ? mkdirat(directory, name, 0755)
                                      : openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (made < 0)
        fail(step, "making %s", path);
    if (!S_ISDIR(like->st_mode))
        close(made);
}

/* Makes one directory after the other on the way down from one that is ours. */
static void make_below(int directory, char *rest, const struct stat *like, const char *path, const char *step)
{
    struct stat ours;
    if (fstat(directory, &ours) < 0)
        fail(step, "looking at what is above %s", path);
    char *name = strtok_r(rest, "/", &rest);
    for (char *next; (next = strtok_r(rest, "/", &rest)) != NULL; name = next) {
        if (mkdirat(directory, name, 0755) < 0 && errno != EEXIST)
            fail(step, "making \"%s\" on the way to %s", name, path);
        int below = open_below(directory, name, ours.st_dev, path, step);
        close(directory);
        directory = below;
    }
    make_last(directory, name, like, path, step);
    close(directory);
}

void make_mount_point(const char *path, const char *ours, const struct stat *like, const char *step)
{
    char rest[PATH_MAX];
    if (access(path, F_OK) == 0)
        return;
    if (ours == NULL || strstr(path, "/../") != NULL || strlen(path) >= sizeof rest) {
        errno = strlen(path) >= sizeof rest ? ENAMETOOLONG : ENOENT;
        fail(step, "finding %s", path);
    }
    int directory = open(ours, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        fail(step, "opening %s", ours);
    strcpy(rest, path + strlen(ours));
    make_below(directory, rest, like, path, step);
}

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

void descriptor_path(int descriptor, char path[DESCRIPTOR_PATH_SIZE])
{
    snprintf(path, DESCRIPTOR_PATH_SIZE, "/proc/self/fd/%d", descriptor);
}

static void make_parents(const char *path, const char *step)
{
    char partial[PATH_MAX];
    if (strlen(path) >= sizeof partial) {
        errno = ENAMETOOLONG;
        fail(step, "making the directories above %s", path);
    }
    strcpy(partial, path);
    for (char *slash = strchr(partial + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(partial, 0755) < 0 && errno != EEXIST)
            fail(step, "making the directory %s", partial);
        *slash = '/';
    }
}

void make_mount_point(const char *path, const struct stat *like, const char *step)
{
    make_parents(path, step);
    if (S_ISDIR(like->st_mode)) {
        if (mkdir(path, 0755) < 0 && errno != EEXIST)
            fail(step, "making the directory %s", path);
        return;
    }
    /* What is there already may be the host's file, bound under another name of its directory. */
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (descriptor >= 0)
        close(descriptor);
    else if (errno != EEXIST)
        fail(step, "making the file %s", path);
}

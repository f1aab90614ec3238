#include "private_directories.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errors.h"
#include "status.h"

struct kept_path {
    const char *path;
    int descriptor;  /* opened before the directory was covered; the one way that still leads there */
};

static bool is_below(const char *path, const char *directory)
{
    size_t length = strlen(directory);
    while (length > 0 && directory[length - 1] == '/')
        length--;
    return strncmp(path, directory, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static bool is_below_any(const char *path, const struct path_list *directories)
{
    for (size_t i = 0; i < directories->count; i++)
        if (is_below(path, directories->paths[i]))
            return true;
    return false;
}

static int shorter_first(const void *left, const void *right)
{
    size_t left_length = strlen(((const struct kept_path *)left)->path);
    size_t right_length = strlen(((const struct kept_path *)right)->path);
    return (left_length > right_length) - (left_length < right_length);
}

/* A covered directory itself cannot be kept: it would come back whole. */
static bool is_covered(const char *path, const struct path_list *directories)
{
    for (size_t i = 0; i < directories->count; i++)
        if (is_below(path, directories->paths[i]) && is_below(directories->paths[i], path))
            return true;
    return false;
}

/*
 * Opens what is to be kept. What does not exist, or is closed to us, needs no keeping: class paths often name such
 * entries.
 */
static size_t open_kept(const struct options *options, struct kept_path *kept)
{
    size_t count = 0;
    for (size_t i = 0; i < options->keep.count; i++) {
        const char *path = options->keep.paths[i];
        if (!is_below_any(path, &options->tmpfs) || is_covered(path, &options->tmpfs))
            continue;
        int descriptor = open(path, O_PATH | O_CLOEXEC);
        if (descriptor >= 0)
            kept[count++] = (struct kept_path){path, descriptor};
        else if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
            fail(STEP_KEEP, "opening %s", path);
    }
    qsort(kept, count, sizeof *kept, shorter_first);
    return count;
}

static void make_parents(const char *path)
{
    char partial[PATH_MAX];
    if (strlen(path) >= sizeof partial) {
        errno = ENAMETOOLONG;
        fail(STEP_KEEP, "making the directories above %s", path);
    }
    strcpy(partial, path);
    for (char *slash = strchr(partial + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(partial, 0755) < 0 && errno != EEXIST)
            fail(STEP_KEEP, "making the directory %s", partial);
        *slash = '/';
    }
}

static void make_target(const struct kept_path *kept)
{
    struct stat attributes;
    if (fstat(kept->descriptor, &attributes) < 0)
        fail(STEP_KEEP, "looking at %s", kept->path);
    make_parents(kept->path);
    if (S_ISDIR(attributes.st_mode)) {
        if (mkdir(kept->path, 0755) < 0 && errno != EEXIST)
            fail(STEP_KEEP, "making the directory %s", kept->path);
    } else {
        /* What is there already may be the host's file, bound under another name of its directory. */
        int descriptor = open(kept->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (descriptor >= 0)
            close(descriptor);
        else if (errno != EEXIST)
            fail(STEP_KEEP, "making the file %s", kept->path);
    }
}

static void bind_kept(const struct kept_path *kept)
{
    char source[32];
    make_target(kept);
    snprintf(source, sizeof source, "/proc/self/fd/%d", kept->descriptor);
    /* Recursive: in a user namespace the mounts below are locked to it and cannot be left behind. */
    if (mount(source, kept->path, NULL, MS_BIND | MS_REC, NULL) < 0)
        fail(STEP_KEEP, "binding %s", kept->path);
}

static bool is_below_earlier(const struct kept_path *kept, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (is_below(kept[index].path, kept[i].path))
            return true;
    return false;
}

static void cover(const char *directory)
{
    if (mount("tmpfs", directory, "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777") < 0)
        fail(STEP_TMPFS, "mounting a tmpfs on %s", directory);
}

void cover_directories(const struct options *options)
{
    char working_directory[PATH_MAX];
    if (getcwd(working_directory, sizeof working_directory) == NULL)
        fail(STEP_KEEP, "finding the working directory");
    struct kept_path *kept = allocate(options->keep.count + 1, sizeof *kept);
    size_t count = open_kept(options, kept);
    for (size_t i = 0; i < options->tmpfs.count; i++)
        cover(options->tmpfs.paths[i]);
    for (size_t i = 0; i < count; i++) {
        if (!is_below_earlier(kept, i))
            bind_kept(&kept[i]);
        close(kept[i].descriptor);
    }
    free(kept);
    /* The old one is below the cover: "." would work, its path would not. */
    if (is_below_any(working_directory, &options->tmpfs) && chdir(working_directory) < 0)
        fail(STEP_KEEP, "going back to the working directory %s", working_directory);
}

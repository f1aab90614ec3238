#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errors.h"
#include "overlay.h"
#include "paths.h"
#include "read_only.h"
#include "status.h"

#define NONE (-1)

/* What an earlier step has put there of the command's own, in which anything may be made; NULL: the host's is there. */
static const char *find_ours(const char *path, const struct mount_step *steps, size_t before)
{
    const char *ours = NULL;
    for (size_t i = 0; i < before; i++)
        if (is_below(path, steps[i].target))
            ours = steps[i].kind == MOUNT_TMPFS || steps[i].kind == MOUNT_OVERLAY ? steps[i].target : NULL;
    return ours;
}

/* Whether an earlier step covers a directory at or above the path. */
static bool is_covered(const char *path, const struct mount_step *steps, size_t before)
{
    for (size_t i = 0; i < before; i++)
        if (steps[i].kind < MOUNT_KEEP && is_below(path, steps[i].target))
            return true;
    return false;
}

/*
 * Opens what a step brings from the host, before anything hides it. A path that is to be kept and does not exist, or is
 * closed to us, needs no keeping: class paths often name such entries.
 */
static int open_source(const struct mount_step *step)
{
    if (step->source == NULL)
        return NONE;
    int descriptor = open(step->source, O_PATH | O_CLOEXEC);
    if (descriptor >= 0)
        return descriptor;
    if (step->kind < MOUNT_KEEP)
        fail(step->kind == MOUNT_OVERLAY ? STEP_MOUNT_OVERLAY : STEP_MOUNT_BIND, "opening %s", step->source);
    if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
        fail(STEP_KEEP, "opening %s", step->source);
    return NONE;
}

static bool is_target(const char *path, const struct mount_step *steps, size_t before)
{
    for (size_t i = 0; i < before; i++)
        if (strcmp(path, steps[i].target) == 0)
            return true;
    return false;
}

/*
 * Recursive: in a user namespace the mounts below are locked to it and cannot be left behind. But what an earlier step has
 * mounted on the very source is not to come along.
 */
static void bind_from(int descriptor, const struct options *options, size_t index, const char *step)
{
    const struct mount_step *steps = options->mounts.steps;
    char source[DESCRIPTOR_PATH_SIZE];
    unsigned long recursive = is_target(steps[index].source, steps, index) ? 0 : MS_REC;
    descriptor_path(descriptor, source);
    if (mount(source, steps[index].target, NULL, MS_BIND | recursive, NULL) < 0)
        fail(step, "binding %s", steps[index].target);
}

static void attributes_of(int descriptor, struct stat *attributes, const char *name, const char *step)
{
    if (fstat(descriptor, attributes) < 0)
        fail(step, "looking at %s", name);
}

/* The mode is that of the directory below, which programs may look at: ssh at that of a home, others at that of /tmp. */
static void mount_tmpfs(const struct mount_step *step, const char *ours)
{
    struct stat covered = {.st_mode = S_IFDIR | 0777};
    char data[64];
    make_mount_point(step->target, ours, &covered, STEP_TMPFS);
    if (stat(step->target, &covered) < 0)
        fail(STEP_TMPFS, "looking at %s", step->target);
    int used = snprintf(data, sizeof data, "mode=%o", (covered.st_mode & 01777) | 0700);
    if (step->size > 0)
        snprintf(data + used, sizeof data - (size_t)used, ",size=%llu", (unsigned long long)step->size);
    if (mount("tmpfs", step->target, "tmpfs", MS_NOSUID | MS_NODEV, data) < 0)
        fail(STEP_TMPFS, "mounting a tmpfs on %s", step->target);
}

static void mount_bind(const struct options *options, size_t index, int source, const char *ours)
{
    const struct mount_step *step = &options->mounts.steps[index];
    struct stat attributes;
    attributes_of(source, &attributes, step->source, STEP_MOUNT_BIND);
    make_mount_point(step->target, ours, &attributes, STEP_MOUNT_BIND);
    bind_from(source, options, index, STEP_MOUNT_BIND);
    if (step->kind == MOUNT_BIND && make_read_only(step->target) < 0)
        fail(STEP_MOUNT_BIND, "making %s read-only", step->target);
}

static bool is_visible(const char *path, const struct stat *attributes)
{
    struct stat visible;
    return stat(path, &visible) == 0 && visible.st_dev == attributes->st_dev && visible.st_ino == attributes->st_ino;
}

/* A mount of its own is what can be writable while the rest is not. A covered directory itself would come back whole. */
static void keep(const struct options *options, size_t index, int source)
{
    const struct mount_step *step = &options->mounts.steps[index];
    bool needs_mount = step->kind == MOUNT_KEEP_WRITABLE && options->read_only;
    bool covered = is_covered(step->target, options->mounts.steps, index);
    struct stat attributes;
    if (source == NONE || (!covered && !needs_mount) || is_target(step->target, options->mounts.steps, index))
        return;
    attributes_of(source, &attributes, step->target, STEP_KEEP);
    if (!needs_mount && is_visible(step->target, &attributes))
        return;
    make_mount_point(step->target, find_ours(step->target, options->mounts.steps, index), &attributes, STEP_KEEP);
    bind_from(source, options, index, STEP_KEEP);
}

static void take_step(const struct options *options, size_t index, int source)
{
    const struct mount_step *step = &options->mounts.steps[index];
    const char *ours = find_ours(step->target, options->mounts.steps, index);
    switch (step->kind) {
    case MOUNT_TMPFS:
        mount_tmpfs(step, ours);
        break;
    case MOUNT_BIND:
    case MOUNT_BIND_WRITABLE:
        mount_bind(options, index, source, ours);
        break;
    case MOUNT_OVERLAY:
        mount_overlay(source, step->target, ours);
        break;
    case MOUNT_KEEP:
    case MOUNT_KEEP_WRITABLE:
        keep(options, index, source);
        break;
    }
}

void arrange_files(const struct options *options)
{
    const struct mount_steps *mounts = &options->mounts;
    char working_directory[PATH_MAX];
    if (getcwd(working_directory, sizeof working_directory) == NULL)
        fail(STEP_KEEP, "finding the working directory");
    int *sources = allocate(mounts->count + 1, sizeof *sources);
    for (size_t i = 0; i < mounts->count; i++)
        sources[i] = open_source(&mounts->steps[i]);
    for (size_t i = 0; i < mounts->count; i++) {
        take_step(options, i, sources[i]);
        if (sources[i] != NONE)
            close(sources[i]);
    }
    free(sources);
    if (options->read_only)
        make_rest_read_only(mounts);
    /* The old one is below a cover, or another mount: "." would work, its path would not. */
    if (chdir(working_directory) < 0)
        fail(STEP_KEEP, "going back to the working directory %s", working_directory);
}

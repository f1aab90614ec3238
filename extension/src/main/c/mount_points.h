/* What is mounted where, as /proc/self/mountinfo tells it: see proc_pid_mountinfo(5). */
#ifndef MOUNT_POINTS_H
#define MOUNT_POINTS_H

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>

struct mount_point {
    unsigned long long id;
    char root[PATH_MAX];  /* which directory of the file system is mounted */
    char path[PATH_MAX];
    char options[256];    /* of this mount, not of the file system: "ro,nosuid" */
    char type[64];        /* of the file system */
};

/* The list of all. Where it cannot be read, the step has failed. */
FILE *open_mount_points(const char *step);

/* Returns false at the end of the list. */
bool next_mount_point(FILE *list, struct mount_point *found, const char *step);

/* Whether the mount has the option, such as "ro". */
bool has_option(const struct mount_point *mount_point, const char *option);

/* The first of that type. */
bool find_mount_of_type(const char *type, struct mount_point *found, const char *step);

#endif

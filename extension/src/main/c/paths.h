/* Paths, and the places that something is mounted on. */
#ifndef PATHS_H
#define PATHS_H

#include <stdbool.h>
#include <sys/stat.h>

/* Room for the path of a descriptor's target, as descriptor_path writes it. */
#define DESCRIPTOR_PATH_SIZE 32

/* Whether the path is the directory or below it, by its name. */
bool is_below(const char *path, const char *directory);

/* Whether there is anything at the path that is not closed to us; what keeps that from being known fails the step. */
bool is_there(const char *path, const char *step);

/* Writes the path by which mount(2) finds what a descriptor is open on, however well it may be hidden by now. */
void descriptor_path(int descriptor, char path[DESCRIPTOR_PATH_SIZE]);

/*
 * Makes a directory or an empty file, like what shall be mounted there, and what is missing above it, unless it is there.
 * All that is made is below a directory that is ours alone, and in the file system that is mounted there: a symbolic link or
 * another mount on the way would lead to the host's.
 *
 * ours: that directory, at or above the path; NULL: nothing may be made
 */
void make_mount_point(const char *path, const char *ours, const struct stat *like, const char *step);

#endif

/* Taking the right to write. */
#ifndef READ_ONLY_H
#define READ_ONLY_H

#include "options.h"

/* Makes what is mounted at the path read-only, and all that is mounted below it; returns -1 with errno set on failure. */
int make_read_only(const char *path);

/* Closes the device files of what is mounted at the path, not of what is mounted below it; likewise. */
int close_devices(const char *path);

/*
 * Makes all mounts read-only but those that the steps leave writable; the nearest step above a mount decides. /proc and
 * pseudo-terminals stay as they are. For root device files are closed as well, but those in /dev.
 */
void make_rest_read_only(const struct mount_steps *steps);

#endif

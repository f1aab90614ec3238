/* Taking the right to write. */
#ifndef READ_ONLY_H
#define READ_ONLY_H

#include <stdbool.h>

#include "mount_points.h"
#include "options.h"

enum attribute { READ_ONLY = 0x1, NO_DEVICES = 0x4 }; /* as mount_setattr(2) has them */

/* Makes what is mounted at the path read-only, and all that is mounted below it; returns -1 with errno set on failure. */
int make_read_only(const char *path);

/*
 * Gives attributes to each mount that is concerned and can be reached; ends this process where that is refused.
 *
 * context: handed to the function that tells which mounts are concerned
 */
void restrict_mounts(unsigned attributes, bool (*concerns)(const struct mount_point *mount_point, const void *context),
                     const void *context, const char *step);

/*
 * Makes all mounts read-only but those that the steps leave writable; the nearest step above a mount decides. /proc and
 * pseudo-terminals stay as they are.
 */
void make_rest_read_only(const struct mount_steps *steps);

#endif

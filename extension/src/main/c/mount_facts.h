/* What the kernel tells of the mount that a path leads to. */
#ifndef MOUNT_FACTS_H
#define MOUNT_FACTS_H

#include <stdbool.h>

#include "mount_points.h"

/* Whether something is mounted just there; false also where the kernel does not tell, as before Linux 5.8. */
bool is_mount_point(const char *path);

/* Whether its path leads to the mount. Ends this process, with a failure of the step, where that cannot be found out. */
bool can_be_reached(const struct mount_point *mount_point, const char *step);

#endif

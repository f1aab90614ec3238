/* The file system as the command sees it: private directories, mounts of its own, and the rest read-only. */
#ifndef FILES_H
#define FILES_H

#include "options.h"

/* Does the --tmpfs, --bind, --overlay and --keep steps in their order, then --read-only. */
void arrange_files(const struct options *options);

#endif

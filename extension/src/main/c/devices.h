/* Device files: root may open the machine's disks by the permissions of their files alone. */
#ifndef DEVICES_H
#define DEVICES_H

#include "options.h"
#include "read_only.h"

/* Whether they need to be closed: to root, where the command is promised that it reaches nothing of the host's. */
bool devices_need_protection(const struct options *options);

/*
 * Leaves in /dev those that programs ordinarily use, which are harmless, and terminals of the command's own. Returns what
 * closes all others, wherever they are.
 */
struct restriction protect_devices(void);

#endif

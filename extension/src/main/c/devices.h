/* Device files: root may open the machine's disks by the permissions of their files alone. */
#ifndef DEVICES_H
#define DEVICES_H

#include "options.h"

/* Whether they need to be closed: to root, where the command is promised that it reaches nothing of the host's. */
bool devices_need_protection(const struct options *options);

/*
 * Closes all, wherever they are, but those in /dev that programs ordinarily use, which are harmless; terminals are the
 * command's own.
 */
void protect_devices(void);

#endif

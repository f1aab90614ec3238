/* Directories of the host that can be written without the host's noticing. */
#ifndef OVERLAY_H
#define OVERLAY_H

#include <stdbool.h>

/*
 * Shows the directory that is open as lower at the target; what is written there goes to a tmpfs.
 *
 * make_target: whether the target may be made
 */
void mount_overlay(int lower, const char *target, bool make_target);

#endif

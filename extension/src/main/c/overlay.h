/* Directories of the host that can be written without the host's noticing. */
#ifndef OVERLAY_H
#define OVERLAY_H

/*
 * Shows the directory that is open as lower at the target; what is written there goes to a tmpfs.
 *
 * ours: a directory in which the target may be made; NULL: it must be there
 */
void mount_overlay(int lower, const char *target, const char *ours);

#endif

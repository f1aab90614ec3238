/* The kernel's settings as files. */
#ifndef SETTINGS_H
#define SETTINGS_H

/* Writes a value to a file below /proc/sys; returns -1 with errno set if that fails. */
int write_setting(const char *path, const char *value);

#endif

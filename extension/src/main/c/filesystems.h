/* Mounts that show the new namespaces instead of the host's. */
#ifndef FILESYSTEMS_H
#define FILESYSTEMS_H

/* Cuts this mount namespace off from the host's. */
void detach_mounts(void);

/* Mounts a fresh /proc, for the pid namespace of this process. */
void mount_proc(void);

/* Mounts a fresh /sys, for the network namespace of this process. */
void mount_sys(void);

#endif

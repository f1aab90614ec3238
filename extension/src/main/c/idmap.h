/* User and group ids of a user namespace: inside they are what they are outside. */
#ifndef IDMAP_H
#define IDMAP_H

#include <stdint.h>
#include <sys/types.h>

/* Writes the maps for the user namespace of a process, which waits for it. */
void map_ids(pid_t process, uint64_t capabilities);

#endif

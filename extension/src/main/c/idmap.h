/* User and group ids of a user namespace: inside they are what they are outside, unless the command is to be root. */
#ifndef IDMAP_H
#define IDMAP_H

#include <stdint.h>
#include <sys/types.h>

/* Writes the maps for the user namespace of a process, which waits for it. */
void map_ids(pid_t process, uint64_t capabilities);

/*
 * The same for one in ours in which the process is root, whoever we are: it has all rights over the ids that are there. Root
 * which has them outside, too, has all ids; to anybody else the own id is 0, and there is no other.
 */
void map_root(pid_t process, uint64_t capabilities);

#endif

/* User and group ids of a user namespace: inside they are what they are outside, unless the command is to be root. */
#ifndef IDMAP_H
#define IDMAP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Writes the maps for the user namespace of a process, which waits for it. */
void map_ids(pid_t process, uint64_t capabilities);

/*
 * The same for one in ours, whose process has rights over the ids that are there: all rights where it is to be root. Root
 * which has them outside, too, has all ids; to anybody else the own id is 0, or what it is here, and there is no other.
 */
void map_inner_ids(pid_t process, bool to_root, uint64_t capabilities);

#endif

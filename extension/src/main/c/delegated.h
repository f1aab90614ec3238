/* Finding a control group of version 2 in which we may make others: one that has been delegated to us, see cgroups(7). */
#ifndef DELEGATED_H
#define DELEGATED_H

#include <limits.h>
#include <stdbool.h>

enum controller { CONTROLLER_MEMORY, CONTROLLER_CPU, CONTROLLER_PIDS, CONTROLLERS };

struct delegated {
    char path[PATH_MAX];             /* a directory; empty if there is none */
    bool has[CONTROLLERS];           /* which limits its children may have */
    const char *lacking;             /* why there is none, or not all of what was wanted */
};

/*
 * Finds the directory of the group that this process is in, and that of the uppermost group which can be seen. Both are empty
 * where there are no groups of version 2.
 */
void find_own_group(char directory[PATH_MAX], char top[PATH_MAX]);

/* Turns the directory into that of the group above; returns false if that is above the uppermost. */
bool go_up(char directory[PATH_MAX], const char *top);

/*
 * Takes what find_own_group finds. Prefers the nearest group above this process that offers all that is wanted, else the
 * nearest one that may be used.
 */
struct delegated find_delegated(const char *own, const char *top, const bool wanted[CONTROLLERS]);

#endif

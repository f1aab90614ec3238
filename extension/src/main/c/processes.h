/* Ending everything that descends from this process, which must be a child subreaper: see PR_SET_CHILD_SUBREAPER. */
#ifndef PROCESSES_H
#define PROCESSES_H

#include <stdbool.h>

/* Makes orphans among the descendants children of this process, so that none can get away. */
void become_subreaper(void);

/*
 * Kills and reaps all descendants. Gives up after three seconds, which only a process takes that the kernel cannot kill (in
 * an uninterruptible call) or will not let us kill; returns false then.
 */
bool kill_descendants(void);

#endif

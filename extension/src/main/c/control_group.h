/*
 * A control group of the command's own, where one has been delegated to the caller, and in it another one for the
 * command: what that may change of the inner one leaves the limits of the outer one alone.
 */
#ifndef CONTROL_GROUP_H
#define CONTROL_GROUP_H

#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>

#include "options.h"

struct control_group {
    char outer[PATH_MAX];  /* a directory; empty if there is none */
    char inner[PATH_MAX];  /* with a control group namespace, what the command takes for the root */
    char top[PATH_MAX];    /* where that is seen; empty where there are no groups of version 2 */
    bool limits_memory;
    bool limits_cpus;
    bool limits_processes;
};

/* Makes one if the options want any; says by which means each limit holds. */
struct control_group create_control_group(const struct options *options);

/* Shows the inner group as the only one, read-only, in this mount namespace. */
void show_as_root(const struct control_group *group);

/* Moves a process into it, if there is one. */
void join_control_group(const struct control_group *group, pid_t process);

/* Says what the kernel killed in it for memory, and removes it. All in it must be gone. */
void end_control_group(const struct control_group *group);

#endif

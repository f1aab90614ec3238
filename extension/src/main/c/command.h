/*
 * The command. Its process is there before it is executed: with --user it enters a user namespace of its own, and those
 * that shall belong to it, and waits until they are furnished.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <sys/types.h>

#include "control_group.h"
#include "options.h"

struct command_context {
    const struct options *options;
    const struct control_group *group;
    uint64_t capabilities;        /* what the caller of the launcher held */
    int standard_input;           /* becomes its descriptor 0 */
    const sigset_t *signal_mask;  /* the caller's */
};

/* To be left alone until the command has been executed: the process may be running in it. */
struct command {
    const struct command_context *context;
    pid_t process;
    int socket;                        /* to the process */
    int its_socket;                    /* the other end */
    char working_directory[PATH_MAX];  /* empty where it has no path */
    _Alignas(16) char stack[64 << 10];
};

/* Starts the process, and returns when it is where it shall be; ends this process if it cannot get there. */
void prepare_command(const struct command_context *context, struct command *command);

/* Returns when the command has been executed; ends this process if it cannot be. */
void execute_command(const struct command *command);

#endif

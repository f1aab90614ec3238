/* Starting the command. */
#ifndef COMMAND_H
#define COMMAND_H

#include <signal.h>
#include <sys/types.h>

/* Starts the command with the given descriptor 0; ends this process if it cannot be executed. */
pid_t start_command(char **command, int standard_input, const sigset_t *signal_mask);

#endif

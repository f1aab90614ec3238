/* The process inside: sets the namespaces up, starts the command, reaps, forwards signals. */
#ifndef INIT_H
#define INIT_H

#include <signal.h>
#include <stdint.h>

#include "control_group.h"
#include "options.h"

struct init_context {
    const struct options *options;
    struct control_group group;   /* which this process is in, if there is one */
    uint64_t capabilities;        /* what the caller held */
    int control;                  /* becomes descriptor 0 of the command */
    int supervisor;               /* a packet socket: "go" comes from it, the end of the command goes to it */
    const sigset_t *signal_mask;  /* the caller's, for the command */
};

/* The signals that are passed on to the command, and SIGCHLD. */
sigset_t watched_signals(void);

/* Never returns; ends when the command has ended, or the supervisor is gone. */
_Noreturn void run_init(const struct init_context *context);

#endif

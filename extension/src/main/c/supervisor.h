/* The process outside: creates init, watches it and the parent's lifeline, reports the end. */
#ifndef SUPERVISOR_H
#define SUPERVISOR_H

#include <signal.h>
#include <stdint.h>
#include <sys/types.h>

#include "connections.h"
#include "options.h"

struct supervised {
    pid_t init;
    int socket;   /* to init */
    int signals;  /* a signalfd(2) */
    const struct port_list *host_ports;
};

/* Creates init in its namespaces and lets it go. */
struct supervised start_init(const struct options *options, const struct connections *connections);

/*
 * Waits for the end of the command or of the lifeline, ends whatever is left, reports, and returns the exit code of this
 * process.
 */
int supervise(const struct supervised *supervised);

#endif

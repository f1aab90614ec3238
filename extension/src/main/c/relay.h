/*
 * Doors in the wall of the network namespace: what connects to a published port on the host's loopback is connected to the
 * port inside, and what connects inside to a port that leads to the host, to the port there. Init does it between its other
 * duties, so no step of it ever waits.
 */
#ifndef RELAY_H
#define RELAY_H

#include "options.h"

/*
 * Opens the doors, from inside the command's network; takes the socket to the supervisor, which is asked for sockets of the
 * host. Returns a descriptor that is readable while there is something to do, -1 where there are no doors.
 */
int open_relay(const struct options *options, int supervisor);

/* Does some of what there is to do. */
void serve_relay(void);

/*
 * Carries what the command has sent just before its end, for a second at most, as the kernel would have done without the
 * wall between.
 */
void finish_relay(int relay, int supervisor);

#endif

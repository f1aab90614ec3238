/* One TCP connection through the wall: two sockets, and what could not be handed from one to the other yet. */
#ifndef RELAYED_CONNECTION_H
#define RELAYED_CONNECTION_H

#include <stdbool.h>

#include "far_sockets.h"

/*
 * Takes over an accepted socket, connects on the far side, and carries on by itself as sources are served. Where nobody
 * listens there, or anything is lacking, the accepted connection is reset.
 */
void relay_connection(int accepted, const struct door *door);

/* Whether any connection has something for the host that it will hand over, once the host takes it. */
bool connections_owe_the_host(void);

#endif

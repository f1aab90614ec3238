/*
 * UDP through the wall. Each client that sends to a door has a session: a socket on the far side that is connected for it,
 * so that the answers find back. Sessions have no end; the one that was used least recently goes when there are too many,
 * or no descriptors left.
 */
#ifndef RELAYED_DATAGRAMS_H
#define RELAYED_DATAGRAMS_H

#include <stdbool.h>

#include "far_sockets.h"

/* Takes over a bound socket, and carries on by itself as sources are served; returns false with errno. */
bool relay_datagrams(int listener, const struct door *door);

#endif

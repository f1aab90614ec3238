/*
 * Doors in the wall of the network namespace: what connects to a published port on the host's loopback is connected to
 * the port inside. Init does it between its other duties, so no step of it ever waits.
 */
#ifndef RELAY_H
#define RELAY_H

#include "options.h"

/* What the relay watches: the first member of whatever its events carry. */
struct relay_source {
    void (*serve)(int epoll, struct relay_source *self);
};

/* Listens on the host at each published port; for the supervisor, whose privileges are the caller's. */
void listen_at_published_ports(const struct port_list *ports);

/* Leaves the listening to init alone. */
void close_published_ports(const struct port_list *ports);

/* Begins to accept, inside; returns a descriptor that is readable while there is something to do, -1 for none. */
int open_relay(const struct port_list *ports);

/* Does one thing of what there is to do. */
void serve_relay(int relay);

#endif

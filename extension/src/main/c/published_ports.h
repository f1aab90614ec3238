/*
 * Listening on the host at published ports. The supervisor does it, whose privileges are the caller's; init inherits the
 * sockets, which stay in the host's network for life.
 */
#ifndef PUBLISHED_PORTS_H
#define PUBLISHED_PORTS_H

#include "ports.h"

/* Listens at each port, with both families where the host has them, and reports the ports. */
void listen_at_published_ports(const struct port_list *list);

/* Leaves the listening to init alone. */
void close_published_ports(const struct port_list *list);

#endif

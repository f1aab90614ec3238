/*
 * Sockets that lead to ports of the host. A socket belongs for life to the network it was made in, so the supervisor makes
 * them, on request, and passes them to init.
 */
#ifndef HOST_SOCKETS_H
#define HOST_SOCKETS_H

#include "messages.h"
#include "ports.h"

/* Answers a message SOCKET_WANTED of init. Only ports of the list can be reached in this way. */
void give_host_socket(int init, const struct message *wanted, const struct port_list *host_ports);

#endif

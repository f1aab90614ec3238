/* One connection through the wall: two sockets, and what is on its way between them. */
#ifndef RELAYED_CONNECTION_H
#define RELAYED_CONNECTION_H

#include <netinet/in.h>

/*
 * Takes over an accepted socket, connects inside, and carries on by itself as events of the epoll descriptor are served.
 * Where nobody listens inside, or anything is lacking, the accepted connection is reset.
 */
void relay_connection(int epoll, int outside, in_port_t inside_port);

#endif

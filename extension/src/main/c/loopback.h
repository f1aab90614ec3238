/* Sockets at the loopback addresses of whatever network the caller is in: 127.0.0.1 and ::1, never blocking. */
#ifndef LOOPBACK_H
#define LOOPBACK_H

#include <netinet/in.h>
#include <stdbool.h>
#include <sys/socket.h>

/* Families are counted from 0, in the order in which they are tried. */
enum { IPV4, IPV6, FAMILIES };

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

/* "127.0.0.1" or "[::1]". */
const char *loopback_name(int family);

/* Whether an error means that there is no such family in this network, or on this machine. */
bool means_no_family(int error);

/* Takes connections or datagrams at the port, 0 being a free one; returns -1 with errno. */
int listen_at_loopback(int family, int protocol, in_port_t port);

/* The port that a socket is bound to. */
in_port_t port_of(int descriptor);

/* Begins to connect to the port; returns -1 with errno if that fails at once. */
int connect_to_loopback(int family, int protocol, in_port_t port);

/* Ends a connection as a process that has crashed does: the peer gets a reset. */
void close_with_reset(int descriptor);

/* The error that a socket has met and not told yet, which is told by this; 0 for none. */
int take_error(int descriptor);

#endif

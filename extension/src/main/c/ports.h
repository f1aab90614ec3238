/* Ports that are reachable from the other side of the wall: what --publish and --host-port name. */
#ifndef PORTS_H
#define PORTS_H

#include <netinet/in.h>
#include <stddef.h>

#include "loopback.h"

struct port {
    int protocol;             /* SOCK_STREAM: tcp, SOCK_DGRAM: udp */
    in_port_t inside;         /* in the command's network */
    in_port_t host;           /* on the host's loopback; 0, only of a published one: a free one */
    int listeners[FAMILIES];  /* of a published one, on the host; -1 for a family that the host lacks */
};

struct port_list {
    struct port *ports;
    size_t count;
};

const char *protocol_name(int protocol);

/* Takes --publish PROTOCOL HOSTPORT PORT, whose first value is in optarg; the others are the next words. */
void take_published_port(struct port_list *list, char **argv);

/* Takes --host-port PROTOCOL PORT HOSTPORT in the same way. */
void take_host_port(struct port_list *list, char **argv);

#endif

#include "published_ports.h"

#include <errno.h>
#include <stdbool.h>
#include <unistd.h>

#include "loopback.h"
#include "status.h"

/* So often a free port of IPv4 may be taken in IPv6; each attempt needs a descriptor. */
#define MOST_ATTEMPTS 1000

static _Noreturn void fail_to_listen(const struct port *port, int family)
{
    fail(STEP_PUBLISH, "listening on %s port %d of the host's loopback interface, at %s", protocol_name(port->protocol),
         port->host, loopback_name(family));
}

/* Listens with IPv6 at the same number as with IPv4; returns false with errno if that is taken. */
static bool listen_with_second_family(struct port *port, in_port_t number)
{
    port->listeners[IPV6] = listen_at_loopback(IPV6, port->protocol, number);
    if (port->listeners[IPV6] < 0 && errno == EADDRINUSE)
        return false;
    if (port->listeners[IPV6] < 0 && !means_no_family(errno))
        fail_to_listen(port, IPV6);
    return true;
}

/* A port that does not fit is held while others are tried: the kernel would come up with it again. */
static void listen_at(struct port *port, int attempts)
{
    port->listeners[IPV4] = listen_at_loopback(IPV4, port->protocol, port->host);
    if (port->listeners[IPV4] < 0)
        fail_to_listen(port, IPV4);
    const int listener = port->listeners[IPV4];
    const in_port_t number = port_of(listener);
    if (listen_with_second_family(port, number)) {
        port->host = number;
        return;
    }
    if (port->host != 0 || attempts == 1)
        fail_to_listen(port, IPV6);
    listen_at(port, attempts - 1);
    close(listener);
}

void listen_at_published_ports(const struct port_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct port *port = &list->ports[i];
        listen_at(port, MOST_ATTEMPTS);
        report_port(protocol_name(port->protocol), port->inside, port->host);
    }
}

void close_published_ports(const struct port_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        for (int family = 0; family < FAMILIES; family++)
            if (list->ports[i].listeners[family] >= 0)
                close(list->ports[i].listeners[family]);
}

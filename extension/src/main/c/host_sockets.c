#include "host_sockets.h"

#include <errno.h>
#include <unistd.h>

#include "loopback.h"

static int connect_as_wanted(const struct message *wanted, const struct port_list *host_ports)
{
    if (wanted->port >= host_ports->count || wanted->family < 0 || wanted->family >= FAMILIES) {
        errno = EINVAL;
        return -1;
    }
    const struct port *port = &host_ports->ports[wanted->port];
    return connect_to_loopback(wanted->family, port->protocol, port->host);
}

void give_host_socket(int init, const struct message *wanted, const struct port_list *host_ports)
{
    int descriptor = connect_as_wanted(wanted, host_ports);
    struct message given = {.kind = SOCKET_GIVEN, .number = wanted->number, .error = descriptor < 0 ? errno : 0};
    /* The kernel limits how many descriptors may be on their way; init must have its answer all the same. */
    if (!send_message(init, &given, descriptor) && descriptor >= 0) {
        given.error = errno;
        send_message(init, &given, -1);
    }
    if (descriptor >= 0)
        close(descriptor);
}

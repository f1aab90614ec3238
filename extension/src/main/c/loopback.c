#include "loopback.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <unistd.h>

/* Room for some datagrams of the largest size while others are carried; the kernel gives what it allows of it. */
#define DATAGRAM_BUFFER_SIZE (1 << 20)

const char *loopback_name(int family)
{
    return family == IPV4 ? "127.0.0.1" : "[::1]";
}

bool means_no_family(int error)
{
    return error == EAFNOSUPPORT || error == EADDRNOTAVAIL;
}

static socklen_t make_address(union address *address, int family, in_port_t port)
{
    *address = (union address){0};
    if (family == IPV4) {
        address->v4.sin_family = AF_INET;
        address->v4.sin_port = htons(port);
        address->v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return sizeof address->v4;
    }
    address->v6.sin6_family = AF_INET6;
    address->v6.sin6_port = htons(port);
    address->v6.sin6_addr = in6addr_loopback;
    return sizeof address->v6;
}

static int make_socket(int family, int protocol)
{
    const int on = 1;
    const int size = DATAGRAM_BUFFER_SIZE;
    int descriptor = socket(family == IPV4 ? AF_INET : AF_INET6, protocol | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return -1;
    /* Whoever sends has decided already how much to send at once. Accepted connections inherit it. */
    if (protocol == SOCK_STREAM)
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    else
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    return descriptor;
}

/* Returns the descriptor, or closes it if it is of no use; leaves errno alone. */
static int close_unless(bool useful, int descriptor)
{
    int error = errno;
    if (useful)
        return descriptor;
    close(descriptor);
    errno = error;
    return -1;
}

int listen_at_loopback(int family, int protocol, in_port_t port)
{
    const int on = 1;
    union address address;
    socklen_t length = make_address(&address, family, port);
    int descriptor = make_socket(family, protocol);
    if (descriptor < 0)
        return -1;
    /* Connections of an earlier listener that are still winding up must not keep the port. */
    if (protocol == SOCK_STREAM)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return close_unless(bind(descriptor, &address.any, length) == 0
                            && (protocol != SOCK_STREAM || listen(descriptor, SOMAXCONN) == 0),
                        descriptor);
}

in_port_t port_of(int descriptor)
{
    union address address;
    socklen_t length = sizeof address;
    if (getsockname(descriptor, &address.any, &length) < 0)
        return 0;
    return ntohs(address.any.sa_family == AF_INET ? address.v4.sin_port : address.v6.sin6_port);
}

int connect_to_loopback(int family, int protocol, in_port_t port)
{
    union address address;
    socklen_t length = make_address(&address, family, port);
    int descriptor = make_socket(family, protocol);
    if (descriptor < 0)
        return -1;
    bool connecting = connect(descriptor, &address.any, length) == 0 || errno == EINPROGRESS;
    /* A free port may be the very one that the kernel takes for our own: we would talk to ourselves. */
    if (connecting && port_of(descriptor) == port) {
        connecting = false;
        errno = ECONNREFUSED;
    }
    return close_unless(connecting, descriptor);
}

void close_with_reset(int descriptor)
{
    const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(descriptor);
}

int take_error(int descriptor)
{
    int error = 0;
    socklen_t length = sizeof error;
    return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) < 0 ? errno : error;
}

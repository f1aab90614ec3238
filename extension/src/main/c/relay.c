#include "relay.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "errors.h"
#include "relayed_connection.h"
#include "status.h"

struct listener {
    struct relay_source source;
    int descriptor;
    in_port_t inside_port;
};

/* Given up for a moment to refuse a connection for which there is no descriptor: it would be told again and again. */
static int spare_descriptor = -1;

static int listen_at(in_port_t port)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int on = 1;
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        fail(STEP_PUBLISH, "creating a socket");
    /* Connections of an earlier listener that are still winding up must not keep the port. */
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(descriptor, (const struct sockaddr *)&address, sizeof address) < 0 || listen(descriptor, SOMAXCONN) < 0)
        fail(STEP_PUBLISH, "listening on port %d of the host's loopback interface", port);
    return descriptor;
}

void listen_at_published_ports(const struct port_list *ports)
{
    for (size_t i = 0; i < ports->count; i++)
        ports->ports[i].listener = listen_at(ports->ports[i].number);
}

void close_published_ports(const struct port_list *ports)
{
    for (size_t i = 0; i < ports->count; i++)
        close(ports->ports[i].listener);
}

/* Takes the connection all the same, and drops it: who waits for it shall know at once. */
static void refuse(int listener)
{
    close(spare_descriptor);
    int refused = accept(listener, NULL, NULL);
    if (refused >= 0)
        close(refused);
    spare_descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void accept_connection(int epoll, struct relay_source *source)
{
    const struct listener *listener = (const struct listener *)source;
    int accepted = accept4(listener->descriptor, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (accepted >= 0)
        relay_connection(epoll, accepted, listener->inside_port);
    else if (errno == EMFILE || errno == ENFILE)
        refuse(listener->descriptor);
}

int open_relay(const struct port_list *ports)
{
    if (ports->count == 0)
        return -1;
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct listener *listeners = allocate(ports->count, sizeof *listeners);
    spare_descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (epoll < 0 || spare_descriptor < 0)
        fail(STEP_PUBLISH, "opening descriptors");
    for (size_t i = 0; i < ports->count; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &listeners[i].source};
        listeners[i] = (struct listener){{accept_connection}, ports->ports[i].listener, ports->ports[i].number};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, listeners[i].descriptor, &event) < 0)
            fail(STEP_PUBLISH, "watching port %d", ports->ports[i].number);
    }
    return epoll;
}

void serve_relay(int relay)
{
    /* One at a time: what is served may free what a further event would be about. */
    struct epoll_event event;
    if (epoll_wait(relay, &event, 1, 0) == 1) {
        struct relay_source *source = event.data.ptr;
        source->serve(relay, source);
    }
}

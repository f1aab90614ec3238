#include "relay.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "errors.h"
#include "far_sockets.h"
#include "loopback.h"
#include "relayed_connection.h"
#include "relayed_datagrams.h"
#include "sources.h"
#include "status.h"

/* Other sources want their turn. */
#define CONNECTIONS_PER_TURN 64

#define LAST_MILLISECONDS 1000

/* What waits for a listener that cannot take it is told again only when there is more. */
#define TOLD_ONCE (EPOLLIN | EPOLLET)

struct listener {
    struct source source;
    const struct door *door;
};

/* Given up for a moment to refuse a connection for which there is no descriptor: it would be told again and again. */
static int spare_descriptor = -1;

static const char *step_of(const struct door *door)
{
    return door->leads_out ? STEP_HOST_PORT : STEP_PUBLISH;
}

/* ---- connections ---- */

/* Takes the connection all the same, and drops it: who waits for it shall know at once. */
static void refuse(struct source *listener)
{
    close(spare_descriptor);
    int refused = accept(listener->descriptor, NULL, NULL);
    if (refused >= 0)
        close_with_reset(refused);
    else
        watch(listener, TOLD_ONCE);
    spare_descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void handle_failure(struct listener *listener, int error)
{
    switch (error) {
    case EAGAIN:
    case EINTR:
    case ECONNABORTED:
        break;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
        refuse(&listener->source);
        break;
    case EINVAL: /* it listens no more: an administrator can end that, see ss --kill */
        note(step_of(listener->door), error, "no more connections are taken at port %d", listener->door->near_port);
        close_source(&listener->source);
        break;
    default:
        watch(&listener->source, TOLD_ONCE);
    }
}

static void accept_connections(struct source *source, uint32_t events)
{
    struct listener *listener = (struct listener *)source;
    (void)events;
    for (int i = 0; i < CONNECTIONS_PER_TURN; i++) {
        int accepted = accept4(source->descriptor, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (accepted < 0) {
            handle_failure(listener, errno);
            return;
        }
        watch(source, EPOLLIN);
        relay_connection(accepted, listener->door);
    }
}

static bool relay_connections(int descriptor, const struct door *door)
{
    struct listener *listener = allocate(1, sizeof *listener);
    *listener = (struct listener){.source = {.serve = accept_connections, .descriptor = descriptor}, .door = door};
    return watch(&listener->source, EPOLLIN);
}

/* ---- doors ---- */

static void open_door(const struct door *door, int listener)
{
    bool opened = door->protocol == SOCK_STREAM ? relay_connections(listener, door) : relay_datagrams(listener, door);
    if (!opened)
        fail(step_of(door), "watching %s port %d", protocol_name(door->protocol), door->near_port);
}

static void open_published_port(const struct port *port)
{
    struct door *door = allocate(1, sizeof *door);
    *door = (struct door){port->protocol, false, port->host, port->inside, 0};
    for (int family = 0; family < FAMILIES; family++)
        if (port->listeners[family] >= 0)
            open_door(door, port->listeners[family]);
}

static void open_host_port(const struct port *port, uint32_t number)
{
    struct door *door = allocate(1, sizeof *door);
    *door = (struct door){port->protocol, true, port->inside, port->host, number};
    for (int family = 0; family < FAMILIES; family++) {
        int listener = listen_at_loopback(family, port->protocol, port->inside);
        if (listener >= 0)
            open_door(door, listener);
        else if (family != IPV6 || !means_no_family(errno))
            fail(STEP_HOST_PORT, "listening on %s port %d inside, at %s", protocol_name(port->protocol), port->inside,
                 loopback_name(family));
    }
}

int open_relay(const struct options *options, int supervisor)
{
    const struct port_list *published = &options->publish;
    const struct port_list *host_ports = &options->host_ports;
    open_far_sockets(supervisor);
    if (published->count == 0 && host_ports->count == 0)
        return -1;
    const char *step = published->count > 0 ? STEP_PUBLISH : STEP_HOST_PORT;
    int relay = open_sources();
    spare_descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (relay < 0 || spare_descriptor < 0)
        fail(step, "opening descriptors");
    for (size_t i = 0; i < published->count; i++)
        open_published_port(&published->ports[i]);
    for (size_t i = 0; i < host_ports->count; i++)
        open_host_port(&host_ports->ports[i], (uint32_t)i);
    return relay;
}

void serve_relay(void)
{
    serve_sources();
}

/* ---- the end ---- */

static long milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void finish_relay(int relay, int supervisor)
{
    struct pollfd watched[] = {{.fd = relay, .events = POLLIN}, {.fd = supervisor, .events = POLLIN}};
    const long end = milliseconds_now() + LAST_MILLISECONDS;
    long left;
    while (relay >= 0 && (left = end - milliseconds_now()) > 0) {
        bool owing = awaits_far_sockets() || connections_owe_the_host();
        if (poll(watched, 2, owing ? (int)left : 0) <= 0)
            return;
        if (watched[1].revents != 0 && !take_far_sockets())
            return;
        if (watched[0].revents != 0)
            serve_sources();
    }
}

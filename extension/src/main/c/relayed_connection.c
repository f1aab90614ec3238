#include "relayed_connection.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "relay.h"

#define BUFFER_SIZE 65536

struct end {
    int descriptor;
    uint32_t events;  /* what is watched for; 0: nothing, not even errors */
};

/* From one end to the other. */
struct direction {
    size_t start;  /* of what has been read and not yet written */
    size_t end;
    bool ended;    /* no more will come */
    bool shut;     /* and the other end has been told so */
    unsigned char bytes[BUFFER_SIZE];
};

struct relayed_connection {
    struct relay_source source;
    struct end outside;
    struct end inside;
    bool connecting;
    struct direction inwards;
    struct direction outwards;
};

/* An end that closes with a time of 0 to linger sends a reset, as a process that has crashed. */
static void close_with_reset(int descriptor)
{
    const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(descriptor);
}

static void reset(struct relayed_connection *connection)
{
    close_with_reset(connection->outside.descriptor);
    close_with_reset(connection->inside.descriptor);
    free(connection);
}

static void finish(struct relayed_connection *connection)
{
    close(connection->outside.descriptor);
    close(connection->inside.descriptor);
    free(connection);
}

static bool must_wait(ssize_t result)
{
    return result < 0 && (errno == EAGAIN || errno == EINTR);
}

/* Reads once if there is room, writes once if there is anything. Returns false when the connection is broken. */
static bool carry(int from, int to, struct direction *direction)
{
    if (direction->start == direction->end && !direction->ended) {
        ssize_t count = recv(from, direction->bytes, sizeof direction->bytes, 0);
        if (count < 0 && !must_wait(count))
            return false;
        direction->ended = count == 0;
        direction->start = 0;
        direction->end = count > 0 ? (size_t)count : 0;
    }
    if (direction->start < direction->end) {
        ssize_t count = send(to, direction->bytes + direction->start, direction->end - direction->start, MSG_NOSIGNAL);
        if (count < 0 && !must_wait(count))
            return false;
        direction->start += count > 0 ? (size_t)count : 0;
    }
    if (direction->start == direction->end && direction->ended && !direction->shut) {
        shutdown(to, SHUT_WR);
        direction->shut = true;
    }
    return true;
}

/*
 * An end that is watched for nothing is taken out: errors and hang-ups are always told of one that is in, and would be
 * told again and again.
 */
static bool watch(int epoll, struct relayed_connection *connection, struct end *end, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = &connection->source};
    if (events == end->events)
        return true;
    int operation = end->events == 0 ? EPOLL_CTL_ADD : events == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
    if (epoll_ctl(epoll, operation, end->descriptor, &event) < 0)
        return false;
    end->events = events;
    return true;
}

/* What an end must be watched for; one from which and to which nothing will go any more, for nothing. */
static uint32_t wanted(const struct direction *from, const struct direction *to)
{
    uint32_t events = 0;
    if (from->start == from->end && !from->ended)
        events |= EPOLLIN;
    if (to->start < to->end)
        events |= EPOLLOUT;
    /* While it is the other end's turn, errors of this one must be told all the same. */
    return events != 0 || (from->ended && to->shut) ? events : EPOLLERR;
}

static bool watch_both(int epoll, struct relayed_connection *connection)
{
    if (connection->connecting)
        return watch(epoll, connection, &connection->inside, EPOLLOUT);
    return watch(epoll, connection, &connection->outside, wanted(&connection->inwards, &connection->outwards))
           && watch(epoll, connection, &connection->inside, wanted(&connection->outwards, &connection->inwards));
}

/* Tells whether the end has met an error, such as a refused connection or a reset of its peer. */
static bool is_broken(const struct end *end)
{
    int error = 0;
    socklen_t length = sizeof error;
    return getsockopt(end->descriptor, SOL_SOCKET, SO_ERROR, &error, &length) < 0 || error != 0;
}

static bool is_connected(int descriptor)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;
    return getpeername(descriptor, (struct sockaddr *)&peer, &length) == 0;
}

/* Carries on what can be carried without waiting; the connection may be gone afterwards. */
static void carry_on(int epoll, struct relay_source *source)
{
    struct relayed_connection *connection = (struct relayed_connection *)source;
    const int outside = connection->outside.descriptor;
    const int inside = connection->inside.descriptor;
    if (is_broken(&connection->outside) || is_broken(&connection->inside)) {
        reset(connection);
        return;
    }
    connection->connecting = connection->connecting && !is_connected(inside);
    if (!connection->connecting
        && (!carry(outside, inside, &connection->inwards) || !carry(inside, outside, &connection->outwards)))
        reset(connection);
    else if (connection->inwards.shut && connection->outwards.shut)
        finish(connection);
    else if (!watch_both(epoll, connection))
        reset(connection);
}

/* Returns -1 if it cannot even be tried. */
static int start_to_connect(in_port_t port)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor >= 0 && connect(descriptor, (const struct sockaddr *)&address, sizeof address) < 0
        && errno != EINPROGRESS) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

void relay_connection(int epoll, int outside, in_port_t inside_port)
{
    int inside = start_to_connect(inside_port);
    struct relayed_connection *connection = inside < 0 ? NULL : calloc(1, sizeof *connection);
    if (connection == NULL) {
        close_with_reset(outside);
        if (inside >= 0)
            close(inside);
        return;
    }
    connection->outside.descriptor = outside;
    connection->inside.descriptor = inside;
    connection->source.serve = carry_on;
    connection->connecting = true;
    carry_on(epoll, &connection->source);
}

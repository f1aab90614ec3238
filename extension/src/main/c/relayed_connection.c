#include "relayed_connection.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "loopback.h"
#include "sources.h"

/*
 * How much is read at once: the more of it was taken at once, the more the next time. So a slow reader makes us keep little
 * for it, and a fast one takes much with few calls.
 */
#define LEAST_READ 16384
#define MOST_READ 262144

/* Other connections want their turn. */
#define READS_PER_TURN 4

struct relayed_connection;

/* One of the two sockets, and the direction from it to the other. */
struct end {
    struct source source;
    struct relayed_connection *connection;
    struct end *other;
    unsigned char *kept;  /* what was read and is still to be handed over; NULL: nothing */
    size_t kept_start;    /* of what is left of it */
    size_t kept_end;
    size_t read_size;     /* how much to read next */
    bool ended;           /* no more will come, and the other end has been told so */
};

struct relayed_connection {
    struct end near;             /* was accepted */
    struct end far;              /* leads to whom it was meant for */
    struct far_request request;  /* for the far end's socket */
    bool connected;
};

/* Whatever is read, between the calls. */
static unsigned char scratch[MOST_READ];

/* Connections to the host that are not there yet, and ends with something kept for the host. */
static size_t owing_the_host;

static bool must_wait(void)
{
    return errno == EAGAIN || errno == EINTR;
}

static bool leads_to_the_host(const struct end *end)
{
    const struct relayed_connection *connection = end->connection;
    return connection->request.door->leads_out == (end == &connection->near);
}

static bool keep(struct end *from, const unsigned char *bytes, size_t size)
{
    from->kept = malloc(size);
    if (from->kept == NULL)
        return false;
    memcpy(from->kept, bytes, size);
    from->kept_start = 0;
    from->kept_end = size;
    owing_the_host += leads_to_the_host(from);
    return true;
}

static void drop_kept(struct end *from)
{
    if (from->kept != NULL)
        owing_the_host -= leads_to_the_host(from);
    free(from->kept);
    from->kept = NULL;
}

static void set_connected(struct relayed_connection *connection)
{
    if (!connection->connected)
        owing_the_host -= connection->request.door->leads_out;
    connection->connected = true;
}

bool connections_owe_the_host(void)
{
    return owing_the_host > 0;
}

static void forget(struct relayed_connection *connection)
{
    set_connected(connection);
    drop_kept(&connection->near);
    drop_kept(&connection->far);
    retire(&connection->near.source);
}

static void reset(struct relayed_connection *connection)
{
    close_with_reset(release_descriptor(&connection->near.source));
    if (connection->far.source.descriptor >= 0)
        close_with_reset(release_descriptor(&connection->far.source));
    forget(connection);
}

static void finish(struct relayed_connection *connection)
{
    close_source(&connection->near.source);
    close_source(&connection->far.source);
    forget(connection);
}

enum progress { BROKEN, WAITS, GOES_ON };

static enum progress hand_over_kept(struct end *from)
{
    ssize_t count = send(from->other->source.descriptor, from->kept + from->kept_start, from->kept_end - from->kept_start,
                         MSG_NOSIGNAL);
    if (count < 0)
        return must_wait() ? WAITS : BROKEN;
    from->kept_start += (size_t)count;
    if (from->kept_start < from->kept_end)
        return WAITS;
    drop_kept(from);
    return GOES_ON;
}

static enum progress hand_over(struct end *from, size_t size)
{
    ssize_t count = send(from->other->source.descriptor, scratch, size, MSG_NOSIGNAL);
    if (count < 0 && !must_wait())
        return BROKEN;
    size_t sent = count < 0 ? 0 : (size_t)count;
    if (sent < size) {
        from->read_size = LEAST_READ;
        return keep(from, scratch + sent, size - sent) ? WAITS : BROKEN;
    }
    if (size < from->read_size)
        return WAITS; /* there was no more; it costs less to be told of more than to look for it */
    if (from->read_size < MOST_READ)
        from->read_size *= 2;
    return GOES_ON;
}

static enum progress carry_once(struct end *from)
{
    if (from->kept != NULL)
        return hand_over_kept(from);
    if (from->ended)
        return WAITS;
    ssize_t count = recv(from->source.descriptor, scratch, from->read_size, 0);
    if (count < 0)
        return must_wait() ? WAITS : BROKEN;
    if (count > 0)
        return hand_over(from, (size_t)count);
    shutdown(from->other->source.descriptor, SHUT_WR);
    from->ended = true;
    return WAITS;
}

/* Hands over what can be without waiting, in one direction; returns false when the connection is broken. */
static bool carry(struct end *from, int most_reads)
{
    enum progress progress = GOES_ON;
    for (int i = 0; i < most_reads && progress == GOES_ON; i++)
        progress = carry_once(from);
    return progress != BROKEN;
}

static bool watch_end(struct end *end)
{
    uint32_t events = 0;
    if (end->kept == NULL && !end->ended)
        events |= EPOLLIN;
    if (end->other->kept != NULL)
        events |= EPOLLOUT;
    /* While it is the other end's turn, errors of this one must be told all the same. */
    return watch(&end->source, events != 0 ? events : ONLY_ERRORS);
}

/* Sees to it that the connection is served when it can go on; if it cannot, ends it. */
static void settle(struct relayed_connection *connection, bool whole)
{
    if (whole && connection->near.ended && connection->far.ended)
        finish(connection);
    else if (!whole || !watch_end(&connection->near) || !watch_end(&connection->far))
        reset(connection);
}

/* What came before an error is handed over as far as it can be: its reader would have got it without us, too. */
static void serve_end(struct source *source, uint32_t events)
{
    struct end *end = (struct end *)source;
    struct relayed_connection *connection = end->connection;
    const bool error = (events & EPOLLERR) != 0;
    bool whole = true;
    if (!connection->connected) {
        if (error)
            reset(connection);
        return;
    }
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        whole = carry(end, error ? INT32_MAX : READS_PER_TURN);
    if (whole && (events & EPOLLOUT) != 0)
        whole = carry(end->other, READS_PER_TURN);
    settle(connection, whole && !error);
}

/* An end that is kept waiting for the other is not watched: nothing that happened to it could be made use of. */
static void ask_for_far_end(struct relayed_connection *connection, int family)
{
    connection->request.family = family;
    watch(&connection->near.source, 0);
    ask_for_far_socket(&connection->request);
}

static void try_next_family(struct relayed_connection *connection)
{
    close_source(&connection->far.source);
    if (connection->request.family + 1 < FAMILIES)
        ask_for_far_end(connection, connection->request.family + 1);
    else
        reset(connection);
}

static void serve_connecting(struct source *source, uint32_t events)
{
    struct relayed_connection *connection = ((struct end *)source)->connection;
    (void)events;
    const int error = take_error(source->descriptor);
    if (error == 0) {
        set_connected(connection);
        source->serve = serve_end;
        settle(connection, true);
    } else if (error == ECONNRESET || error == EPIPE) {
        reset(connection); /* somebody was there, and did not want it; EPIPE: had even sent its end before the reset */
    } else {
        try_next_family(connection);
    }
}

static void take_far_end(struct far_request *request, int descriptor)
{
    struct relayed_connection *connection =
        (struct relayed_connection *)((char *)request - offsetof(struct relayed_connection, request));
    struct source *far = &connection->far.source;
    far->descriptor = descriptor;
    far->serve = serve_connecting;
    if (descriptor < 0)
        try_next_family(connection);
    else if (!watch(far, EPOLLOUT) || !watch(&connection->near.source, ONLY_ERRORS))
        reset(connection);
}

static void prepare_end(struct end *end, struct relayed_connection *connection, struct end *other, int descriptor)
{
    end->source.serve = serve_end;
    end->source.descriptor = descriptor;
    end->connection = connection;
    end->other = other;
    end->read_size = LEAST_READ;
}

void relay_connection(int accepted, const struct door *door)
{
    struct relayed_connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        close_with_reset(accepted);
        return;
    }
    prepare_end(&connection->near, connection, &connection->far, accepted);
    prepare_end(&connection->far, connection, &connection->near, -1);
    connection->request.door = door;
    connection->request.take = take_far_end;
    owing_the_host += door->leads_out;
    ask_for_far_end(connection, IPV4);
}

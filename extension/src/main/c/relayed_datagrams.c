#include "relayed_datagrams.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "loopback.h"
#include "sources.h"

/* Of all doors together. */
#define MOST_SESSIONS 1024

/* Others want their turn. */
#define DATAGRAMS_PER_TURN 64

/* More than any datagram has. */
#define DATAGRAM_ROOM 65536

/* A datagram that waits for the socket of its session. */
struct held {
    size_t size;
    unsigned char bytes[];
};

/* Our socket on the near side. While a datagram is held it is not read: the others wait in the kernel. */
struct listener {
    struct source source;
    const struct door *door;
};

struct session {
    struct source source;  /* the socket on the far side */
    struct far_request request;
    bool awaits_socket;
    bool has_answered;     /* somebody is there */
    struct listener *listener;
    union address client;
    socklen_t client_length;
    struct held *held;
    struct session *fresher;  /* used more recently */
    struct session *staler;
};

static unsigned char scratch[DATAGRAM_ROOM];

static struct session *freshest;
static struct session *stalest;
static size_t session_count;

/* ---- the order of use ---- */

static void link_freshest(struct session *session)
{
    session->fresher = NULL;
    session->staler = freshest;
    *(freshest == NULL ? &stalest : &freshest->fresher) = session;
    freshest = session;
}

static void unlink_session(struct session *session)
{
    *(session->fresher == NULL ? &freshest : &session->fresher->staler) = session->staler;
    *(session->staler == NULL ? &stalest : &session->staler->fresher) = session->fresher;
}

static void use(struct session *session)
{
    if (session == freshest)
        return;
    unlink_session(session);
    link_freshest(session);
}

/* Those that are much in use come first, so the search is short. */
static struct session *find_session(const struct listener *listener, const union address *client, socklen_t length)
{
    struct session *session = freshest;
    while (session != NULL
           && (session->listener != listener || session->client_length != length
               || memcmp(&session->client, client, length) != 0))
        session = session->staler;
    return session;
}

/* ---- sessions ---- */

/* Lets the listener go on when the held datagram is gone. */
static void drop_held(struct session *session)
{
    if (session->held == NULL)
        return;
    free(session->held);
    session->held = NULL;
    watch(&session->listener->source, EPOLLIN);
}

static void end_session(struct session *session)
{
    unlink_session(session);
    session_count--;
    close_source(&session->source);
    drop_held(session);
    retire(&session->source);
}

/* A session that awaits its socket cannot go: it will be given one. */
static bool end_stalest_session(void)
{
    struct session *session = stalest;
    while (session != NULL && session->awaits_socket)
        session = session->fresher;
    if (session == NULL)
        return false;
    end_session(session);
    return true;
}

static void ask_for_socket(struct session *session, int family)
{
    close_source(&session->source);
    session->request.family = family;
    session->awaits_socket = true;
    ask_for_far_socket(&session->request);
}

/* Nobody listens at the far side, or not with that family. */
static void handle_refusal(struct session *session)
{
    if (session->has_answered || session->request.family + 1 == FAMILIES)
        end_session(session);
    else
        ask_for_socket(session, session->request.family + 1);
}

/* Keeps a copy until the session has its socket; without memory the datagram is lost, as datagrams may be. */
static void hold(struct session *session, const unsigned char *bytes, size_t size)
{
    struct held *held = malloc(sizeof *held + size);
    if (held == NULL)
        return;
    held->size = size;
    memcpy(held->bytes, bytes, size);
    session->held = held;
    watch(&session->listener->source, ONLY_ERRORS);
}

/*
 * Returns whether the datagram was refused, which the kernel usually tells at once. What it tells instead of sending is
 * about an earlier datagram, and then this one has not been sent.
 */
static bool is_refused(const struct session *session, const unsigned char *bytes, size_t size)
{
    int socket = session->source.descriptor;
    if (send(socket, bytes, size, MSG_NOSIGNAL) < 0 && errno == ECONNREFUSED)
        send(socket, bytes, size, MSG_NOSIGNAL);
    return !session->has_answered && take_error(socket) == ECONNREFUSED;
}

static void send_on(struct session *session, const unsigned char *bytes, size_t size)
{
    if (session->awaits_socket) {
        hold(session, bytes, size);
    } else if (is_refused(session, bytes, size)) {
        hold(session, bytes, size);
        handle_refusal(session);
    }
}

static void send_held(struct session *session)
{
    const struct held *held = session->held;
    if (held != NULL && is_refused(session, held->bytes, held->size))
        handle_refusal(session);
    else
        drop_held(session);
}

static void take_socket(struct far_request *request, int descriptor)
{
    struct session *session = (struct session *)((char *)request - offsetof(struct session, request));
    const bool out_of_descriptors = descriptor < 0 && (errno == EMFILE || errno == ENFILE);
    if (out_of_descriptors && end_stalest_session()) {
        ask_for_far_socket(request);
        return;
    }
    session->awaits_socket = false;
    session->source.descriptor = descriptor;
    if (descriptor < 0)
        handle_refusal(session);
    else if (!watch(&session->source, EPOLLIN))
        end_session(session);
    else
        send_held(session);
}

/* ---- answers ---- */

static void serve_session(struct source *source, uint32_t events)
{
    struct session *session = (struct session *)source;
    const struct listener *listener = session->listener;
    (void)events;
    for (int i = 0; i < DATAGRAMS_PER_TURN; i++) {
        ssize_t size = recv(source->descriptor, scratch, sizeof scratch, 0);
        if (size < 0 && errno != EAGAIN && errno != EINTR)
            handle_refusal(session);
        if (size < 0)
            return;
        session->has_answered = true;
        use(session);
        sendto(listener->source.descriptor, scratch, (size_t)size, MSG_NOSIGNAL, &session->client.any,
               session->client_length);
    }
}

/* ---- the near side ---- */

/* Returns NULL without memory. */
static struct session *start_session(struct listener *listener, const union address *client, socklen_t length)
{
    if (session_count == MOST_SESSIONS && !end_stalest_session())
        return NULL;
    struct session *session = calloc(1, sizeof *session);
    if (session == NULL)
        return NULL;
    session->source.serve = serve_session;
    session->source.descriptor = -1;
    session->request.door = listener->door;
    session->request.take = take_socket;
    session->listener = listener;
    session->client = *client;
    session->client_length = length;
    link_freshest(session);
    session_count++;
    return session;
}

static void take_datagram(struct listener *listener, size_t size, const union address *client, socklen_t length)
{
    struct session *session = find_session(listener, client, length);
    if (session != NULL) {
        use(session);
        send_on(session, scratch, size);
        return;
    }
    session = start_session(listener, client, length);
    if (session != NULL) {
        hold(session, scratch, size);
        ask_for_socket(session, IPV4);
    }
}

static void serve_listener(struct source *source, uint32_t events)
{
    struct listener *listener = (struct listener *)source;
    (void)events;
    /* While a datagram is held, no more is read. */
    for (int i = 0; i < DATAGRAMS_PER_TURN && source->events == EPOLLIN; i++) {
        union address client = {0};
        socklen_t length = sizeof client;
        ssize_t size = recvfrom(source->descriptor, scratch, sizeof scratch, 0, &client.any, &length);
        if (size < 0)
            return;
        take_datagram(listener, (size_t)size, &client, length);
    }
}

bool relay_datagrams(int descriptor, const struct door *door)
{
    struct listener *listener = calloc(1, sizeof *listener);
    if (listener == NULL)
        return false;
    *listener = (struct listener){.source = {.serve = serve_listener, .descriptor = descriptor}, .door = door};
    return watch(&listener->source, EPOLLIN);
}

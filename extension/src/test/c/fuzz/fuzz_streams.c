/*
 * Connections through the wall, over TCP and Unix sockets: the input says who writes, reads, ends or resets when, and what
 * comes of the requests for far sockets. What is sent arrives, in order, and once, unless somebody has reset the connection;
 * and when all have closed their ends nothing is left of it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ending.h"
#include "loopback.h"
#include "relayed_connection.h"
#include "relaying.h"
#include "sources.h"

#define MOST_CONNECTIONS 4
#define LARGEST 65536

/* The end that we have of one of a connection's sockets. */
struct side {
    int descriptor;  /* -1: not there yet, or closed */
    size_t sent;
    size_t received;
    bool has_ended;  /* its direction */
    bool heard_end;  /* of the other direction */
    unsigned seed;   /* of what it sends */
};

struct connection {
    struct side client;
    struct side server;
    bool awaits_socket;
    uint32_t request;
    int refusals;
    bool broken;  /* by us: anything may be lost */
};

static const struct door DOOR = {.protocol = SOCK_STREAM, .leads_out = true};

static struct connection connections[MOST_CONNECTIONS];
static size_t connection_count;
static int listener = -1;
static int nobody;  /* bound to a port, at which it does not listen */

/* ---- sockets ---- */

/* From another address each time: there are not enough ports for so many connections from one. */
static int begin_to_connect(in_port_t port)
{
    static uint32_t count;
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000002 + count++ % 0xfffff0)};
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    require(descriptor >= 0 && bind(descriptor, (struct sockaddr *)&from, sizeof from) == 0, "there are ports");
    require(connect(descriptor, (struct sockaddr *)&to, sizeof to) == 0 || errno == EINPROGRESS, "one can connect");
    return descriptor;
}

static int accept_connection(void)
{
    int descriptor;
    do
        descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    while (descriptor < 0 && (errno == EAGAIN || errno == EINTR));
    require(descriptor >= 0, "connections can be accepted");
    return descriptor;
}

/* ours: the one that begins to connect, if it is TCP */
static void make_pair(bool tcp, bool ours_connects, int *ours, int *its)
{
    int pair[2];
    if (tcp) {
        *(ours_connects ? ours : its) = begin_to_connect(port_of(listener));
        *(ours_connects ? its : ours) = accept_connection();
        return;
    }
    require(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair) == 0, "there are sockets");
    *ours = pair[0];
    *its = pair[1];
}

/* That for sending alone: what TCP receives into less room than a packet has goes on only with pauses. */
static void make_small(int descriptor, unsigned choice)
{
    const int size = 1 << (choice & 15);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
}

/* ---- what is sent ---- */

static unsigned char pattern(const struct side *from, size_t position)
{
    return (unsigned char)(position * 7 + position / 251 + from->seed);
}

static void send_more(struct connection *connection, struct side *from, size_t size)
{
    static unsigned char bytes[LARGEST];
    if (from->descriptor < 0 || from->has_ended)
        return;
    size = size < LARGEST ? size : LARGEST;
    for (size_t i = 0; i < size; i++)
        bytes[i] = pattern(from, from->sent + i);
    ssize_t count = send(from->descriptor, bytes, size, MSG_NOSIGNAL);
    if (count > 0)
        from->sent += (size_t)count;
    require(count >= 0 || errno == EAGAIN || connection->broken, "nobody breaks a connection but us");
}

/* Returns whether anything has come. */
static bool receive(struct connection *connection, struct side *to, const struct side *from, size_t size)
{
    static unsigned char bytes[LARGEST];
    if (to->descriptor < 0 || to->heard_end)
        return false;
    ssize_t count = recv(to->descriptor, bytes, size < LARGEST ? size : LARGEST, 0);
    if (count < 0) {
        require(errno == EAGAIN || connection->broken, "nobody resets a connection but us");
        to->heard_end = errno != EAGAIN;
        return false;
    }
    for (ssize_t i = 0; i < count; i++)
        require(bytes[i] == pattern(from, to->received + (size_t)i), "what arrives has been sent, in that order");
    to->received += (size_t)count;
    require(to->received <= from->sent, "nothing arrives twice");
    if (count == 0) {
        require(connection->broken || (from->has_ended && to->received == from->sent), "an end comes after all else");
        to->heard_end = true;
    }
    return true;
}

static void end_direction(struct side *side)
{
    if (side->descriptor < 0 || side->has_ended)
        return;
    shutdown(side->descriptor, SHUT_WR);
    side->has_ended = true;
}

static void leave(struct connection *connection, struct side *side, bool with_reset)
{
    if (side->descriptor < 0)
        return;
    if (with_reset)
        close_with_reset(side->descriptor);
    else
        close(side->descriptor);
    side->descriptor = -1;
    connection->broken = true;
}

/* ---- the far side ---- */

/* One for each family; after a connection that is refused it may take a moment. */
static void note_request(struct connection *connection)
{
    int idle_rounds = 0;
    if (connection->refusals == FAMILIES)
        return;
    while (!find_request(&connection->request)) {
        require(await_more(&idle_rounds), "a connection asks for a socket of each family");
        serve_all();
    }
    connection->awaits_socket = true;
}

static struct connection *find_oldest(void)
{
    struct connection *oldest = NULL;
    for (size_t i = 0; i < connection_count; i++)
        if (connections[i].awaits_socket && (oldest == NULL || connections[i].request < oldest->request))
            oldest = &connections[i];
    return oldest;
}

static void note_refusal(struct connection *connection)
{
    connection->awaits_socket = false;
    if (++connection->refusals == FAMILIES)
        connection->broken = true;
}

/* Older requests than the one that is answered have lost their answers: they take that for a refusal. */
static size_t lose_older(const struct connection *answered, struct connection *lost[MOST_CONNECTIONS])
{
    size_t count = 0;
    for (struct connection *oldest; (oldest = find_oldest()) != answered;) {
        note_refusal(oldest);
        lost[count++] = oldest;
    }
    return count;
}

static void answer(struct connection *connection, unsigned choice)
{
    static const int ERRORS[] = {ECONNREFUSED, EMFILE, 0, 0};
    struct connection *lost[MOST_CONNECTIONS];
    int its = -1;
    if (!connection->awaits_socket)
        return;
    const bool refuses = choice % 4 < 2;
    size_t lost_count = lose_older(connection, lost);
    uint32_t request = connection->request;
    if (refuses)
        note_refusal(connection);
    if (refuses && (choice & 12) == 12)
        its = begin_to_connect(port_of(nobody));
    else if (!refuses)
        make_pair(choice % 4 == 2, false, &connection->server.descriptor, &its);
    if (its >= 0 && choice & 16)
        make_small(its, choice >> 4);
    connection->awaits_socket = false;
    answer_request(request, its, its < 0 ? ERRORS[choice >> 2 & 3] : 0);
    for (size_t i = 0; i < lost_count; i++)
        note_request(lost[i]);
    if (refuses)
        note_request(connection);
}

/* ---- the near side ---- */

static void start_connection(unsigned choice)
{
    int accepted;
    if (connection_count == MOST_CONNECTIONS)
        return;
    struct connection *connection = &connections[connection_count++];
    *connection = (struct connection){.server = {.descriptor = -1, .seed = choice}, .client.seed = choice + 101};
    make_pair(choice & 1, true, &connection->client.descriptor, &accepted);
    if (choice & 16)
        make_small(accepted, choice >> 4);
    relay_connection(accepted, &DOOR);
    note_request(connection);
}

static void take_action(struct input *input)
{
    const unsigned choice = take_byte(input);
    struct connection *connection = &connections[choice % MOST_CONNECTIONS];
    struct side *side = choice & 4 ? &connection->server : &connection->client;
    struct side *other = choice & 4 ? &connection->client : &connection->server;
    if (choice >> 3 == 0)
        start_connection(take_byte(input));
    if (connection >= connections + connection_count)
        return;
    switch (choice >> 3) {
    case 1:
    case 2:
    case 3:
    case 4:
        send_more(connection, side, take_size(input));
        break;
    case 5:
    case 6:
    case 7:
        receive(connection, side, other, take_size(input) + 1);
        break;
    case 8:
    case 9:
        end_direction(side);
        break;
    case 10:
        leave(connection, side, take_byte(input) & 1);
        break;
    case 11:
        if (side->descriptor >= 0)
            make_small(side->descriptor, take_byte(input));
        break;
    case 12:
    case 13:
    case 14:
        answer(connection, take_byte(input));
        break;
    case 15:
        serve_all();
        break;
    default:
        serve_sources();
    }
}

/* ---- the end ---- */

static bool has_all(const struct connection *connection)
{
    const struct side *client = &connection->client;
    const struct side *server = &connection->server;
    return connection->broken
           || (client->received == server->sent && server->received == client->sent
               && client->heard_end == server->has_ended && server->heard_end == client->has_ended);
}

/* Returns whether anything has come. */
static bool let_finish(struct connection *connection)
{
    answer(connection, 3);
    serve_all();
    bool client = receive(connection, &connection->client, &connection->server, LARGEST);
    bool server = receive(connection, &connection->server, &connection->client, LARGEST);
    return client || server;
}

static void let_all_arrive(void)
{
    for (size_t i = 0; i < connection_count; i++) {
        int idle_rounds = 0;
        do
            while (let_finish(&connections[i]))
                idle_rounds = 0;
        while (!has_all(&connections[i]) && await_more(&idle_rounds));
        require(has_all(&connections[i]), "all that is sent arrives");
    }
}

static void close_all(size_t descriptors)
{
    int idle_rounds = 0;
    for (size_t i = 0; i < connection_count; i++) {
        leave(&connections[i], &connections[i].client, i & 1);
        leave(&connections[i], &connections[i].server, i & 2);
    }
    connection_count = 0;
    serve_all();
    while (count_descriptors() != descriptors && await_more(&idle_rounds))
        serve_all();
    require(count_descriptors() == descriptors, "no descriptor is left");
    require(!connections_owe_the_host(), "nothing is owed to the host");
    require(!awaits_far_sockets(), "no request is left");
}

static void open_ports(void)
{
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (listener >= 0)
        return;
    listener = listen_at_loopback(IPV4, SOCK_STREAM, 0);
    nobody = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    require(listener >= 0 && bind(nobody, (struct sockaddr *)&any, sizeof any) == 0, "there are ports");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, data + size};
    prepare_relay();
    open_ports();
    const size_t descriptors = count_descriptors();
    while (input.rest < input.end)
        take_action(&input);
    let_all_arrive();
    close_all(descriptors);
    return 0;
}

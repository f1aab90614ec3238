/*
 * UDP through the wall: the input says which client sends how much, when the server answers, and what comes of the requests
 * for far sockets. What arrives has been sent, whole, by that client, in its order; an answer comes to the client that it is
 * for; and when the server is there and nothing is refused, everything arrives. Sessions have no end, so they stay from one
 * input to the next; their clients do not.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ending.h"
#include "loopback.h"
#include "relayed_datagrams.h"
#include "relaying.h"

#define MOST_CLIENTS 4
/* So much waits in the kernel for a socket at most; with its own room for each, less than what a socket has. */
#define MOST_WAITING 32
#define MOST_REQUESTS 64
#define LARGEST 32768

struct client {
    int descriptor;
    uint32_t id;
    uint32_t sent;
    uint32_t heard;  /* the number of the last one of which the answer has come */
};

/* What a datagram begins with; the rest follows from it. */
struct heading {
    uint32_t client;
    uint32_t number;
};

static const struct door DOOR = {.protocol = SOCK_DGRAM, .leads_out = true};

static struct client clients[MOST_CLIENTS];
static uint32_t last_arrived[MOST_CLIENTS];
static uint32_t first_client;
static uint32_t requests[MOST_REQUESTS];
static size_t request_count;
static int near_socket = -1;
static int server = -1;
static in_port_t nobody;
static size_t waiting;
static bool refused;

static int connect_client(in_port_t port)
{
    int descriptor = connect_to_loopback(IPV4, SOCK_DGRAM, port);
    require(descriptor >= 0, "there are sockets");
    return descriptor;
}

static void prepare(void)
{
    prepare_relay();
    if (near_socket >= 0)
        return;
    near_socket = listen_at_loopback(IPV4, SOCK_DGRAM, 0);
    server = listen_at_loopback(IPV4, SOCK_DGRAM, 0);
    /* Whoever is connected to somebody else takes nothing, and nobody else can come to have that port. */
    nobody = port_of(connect_client(port_of(server)));
    require(near_socket >= 0 && server >= 0 && nobody != 0, "there are ports");
    require(relay_datagrams(near_socket, &DOOR), "the relay takes it");
}

static void start_clients(void)
{
    for (uint32_t i = 0; i < MOST_CLIENTS; i++) {
        clients[i] = (struct client){.descriptor = connect_client(port_of(near_socket)), .id = first_client + i};
        last_arrived[i] = 0;
    }
    waiting = 0;
    refused = false;
}

/* ---- what is sent ---- */

static unsigned char *make_bytes(const struct heading *heading, size_t size)
{
    static unsigned char bytes[LARGEST + sizeof *heading];
    for (size_t i = 0; i < size; i++)
        bytes[sizeof *heading + i] = (unsigned char)(i * 3 + heading->client + heading->number);
    memcpy(bytes, heading, sizeof *heading);
    return bytes;
}

static void send_one(struct client *client, size_t size)
{
    const struct heading heading = {client->id, client->sent + 1};
    if (waiting == MOST_WAITING)
        return;
    size = size < LARGEST ? size : LARGEST;
    if (send(client->descriptor, make_bytes(&heading, size), sizeof heading + size, 0) < 0)
        return;
    client->sent++;
    waiting++;
}

/* Returns its heading, of client 0 if there was none or it is one of an earlier input. */
static struct heading check_datagram(const unsigned char *bytes, ssize_t size)
{
    struct heading heading = {0};
    if (size < 0)
        return heading;
    require((size_t)size >= sizeof heading, "a datagram is whole");
    memcpy(&heading, bytes, sizeof heading);
    require(memcmp(bytes, make_bytes(&heading, (size_t)size - sizeof heading), (size_t)size) == 0, "it has not changed");
    if (heading.client < first_client)
        heading.client = 0;
    return heading;
}

/* Returns whether there was something. */
static bool serve_one(bool answers)
{
    static unsigned char bytes[LARGEST * 2];
    union address from;
    socklen_t length = sizeof from;
    ssize_t size = recvfrom(server, bytes, sizeof bytes, 0, &from.any, &length);
    const struct heading heading = check_datagram(bytes, size);
    if (heading.client == 0)
        return size >= 0;
    uint32_t index = heading.client - first_client;
    require(index < MOST_CLIENTS && heading.number <= clients[index].sent, "it has been sent");
    require(heading.number > last_arrived[index], "a client's datagrams arrive in its order, and once");
    require(refused || heading.number == last_arrived[index] + 1, "none is lost");
    last_arrived[index] = heading.number;
    waiting -= waiting > 0;
    if (answers)
        sendto(server, bytes, (size_t)size, 0, &from.any, length);
    return true;
}

/* Returns whether there was something. */
static bool hear(struct client *client)
{
    static unsigned char bytes[LARGEST * 2];
    ssize_t size = recv(client->descriptor, bytes, sizeof bytes, 0);
    const struct heading heading = check_datagram(bytes, size);
    if (heading.client == 0)
        return size >= 0;
    require(heading.client == client->id, "an answer comes to whom it is for");
    require(heading.number > client->heard && heading.number <= client->sent, "answers come in order");
    client->heard = heading.number;
    return true;
}

/* ---- the far side ---- */

static void note_requests(void)
{
    while (request_count < MOST_REQUESTS && find_request(&requests[request_count]))
        request_count++;
}

/* The oldest, or by chance a later one: the older ones have lost their answers then. */
static void answer_one(unsigned choice)
{
    note_requests();
    if (request_count == 0)
        return;
    size_t index = (choice >> 4) < request_count && (choice & 8) != 0 ? choice >> 4 : 0;
    uint32_t number = requests[index];
    request_count -= index + 1;
    memmove(requests, requests + index + 1, request_count * sizeof *requests);
    refused = refused || index > 0 || (choice & 7) < 3;
    switch (choice & 7) {
    case 0:
        answer_request(number, -1, ECONNREFUSED);
        break;
    case 1:
        answer_request(number, -1, 0);
        break;
    case 2:
        answer_request(number, connect_client(nobody), 0);
        break;
    default:
        answer_request(number, connect_client(port_of(server)), 0);
    }
    note_requests();
}

static void take_action(struct input *input)
{
    const unsigned choice = take_byte(input);
    struct client *client = &clients[choice % MOST_CLIENTS];
    switch (choice >> 2 & 7) {
    case 0:
    case 1:
    case 2:
        send_one(client, take_size(input));
        break;
    case 3:
        serve_one(choice & 32);
        break;
    case 4:
        hear(client);
        break;
    case 5:
        answer_one(take_byte(input));
        break;
    default:
        serve_all();
    }
}

/* ---- the end ---- */

static bool all_have_arrived(void)
{
    for (size_t i = 0; i < MOST_CLIENTS; i++)
        if (last_arrived[i] != clients[i].sent)
            return false;
    return true;
}

static void let_all_arrive(void)
{
    int idle_rounds = 0;
    do {
        serve_all();
        while (serve_one(true))
            idle_rounds = 0;
        for (note_requests(); request_count > 0; note_requests())
            answer_one(7);
        serve_all();
    } while ((awaits_far_sockets() || (!refused && !all_have_arrived())) && await_more(&idle_rounds));
    require(refused || all_have_arrived(), "all that is sent arrives");
    for (size_t i = 0; i < MOST_CLIENTS; i++)
        while (hear(&clients[i]))
            ;
    require(!awaits_far_sockets(), "no request is left");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, data + size};
    prepare();
    first_client = first_client == 0 ? 1 : first_client + MOST_CLIENTS;
    start_clients();
    while (input.rest < input.end)
        take_action(&input);
    let_all_arrive();
    for (size_t i = 0; i < MOST_CLIENTS; i++)
        close(clients[i].descriptor);
    return 0;
}

/* Both ends of UDP. */
#include "probe.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define LARGEST 65536

/* echo-datagrams ADDRESS PORT: says where it is, sends back each datagram, and tells of those that say "note". */
int echo_datagrams(char **arguments)
{
    static char text[LARGEST];
    int server = bound_socket(SOCK_DGRAM, arguments[0], arguments[1]);
    const struct timeval no_limit = {0};
    if (server < 0)
        die("binding");
    setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &no_limit, sizeof no_limit);
    say_where(server);
    while (true) {
        struct sockaddr_storage client;
        socklen_t length = sizeof client;
        ssize_t size = recvfrom(server, text, sizeof text, 0, (struct sockaddr *)&client, &length);
        if (size < 0)
            die("receiving");
        if (size == 4 && memcmp(text, "note", 4) == 0) {
            puts("noted");
            fflush(stdout);
        }
        if (sendto(server, text, (size_t)size, 0, (struct sockaddr *)&client, length) != size)
            die("sending");
    }
}

static int client_or_die(char **arguments)
{
    int descriptor = connected_socket(SOCK_DGRAM, arguments[0], arguments[1]);
    if (descriptor < 0)
        die("connecting");
    return descriptor;
}

static void fill(char *text, size_t size, int client)
{
    for (size_t i = 0; i < size; i++)
        text[i] = pattern(i + (size_t)client * 7);
}

static void send_own(int descriptor, size_t size, int client)
{
    static char text[LARGEST];
    fill(text, size, client);
    if (send(descriptor, text, size, 0) != (ssize_t)size)
        die("sending");
}

/* Whether the next datagram is the client's own, unchanged. */
static bool receives_own(int descriptor, size_t size, int client)
{
    static char expected[LARGEST];
    static char text[LARGEST];
    fill(expected, size, client);
    return recv(descriptor, text, sizeof text, 0) == (ssize_t)size && memcmp(text, expected, size) == 0;
}

/*
 * exchange-datagrams ADDRESS PORT CLIENTS SIZE...: of each size all clients send one, and then all receive; prints how many
 * came back to the right client, unchanged.
 */
int exchange_datagrams(char **arguments)
{
    int clients = atoi(arguments[2]);
    int unchanged = 0;
    int *descriptors = calloc((size_t)clients, sizeof *descriptors);
    for (int i = 0; i < clients; i++)
        descriptors[i] = client_or_die(arguments);
    for (char **size = arguments + 3; *size != NULL; size++) {
        for (int i = 0; i < clients; i++)
            send_own(descriptors[i], (size_t)atol(*size), i);
        for (int i = 0; i < clients; i++)
            unchanged += receives_own(descriptors[i], (size_t)atol(*size), i);
    }
    printf("%d\n", unchanged);
    return 0;
}

/* crowd ADDRESS PORT CLIENTS: one after the other sends and receives, and all again; prints how many answers came. */
int crowd(char **arguments)
{
    int clients = atoi(arguments[2]);
    int unchanged = 0;
    int *descriptors = calloc((size_t)clients, sizeof *descriptors);
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    for (int i = 0; i < clients; i++)
        descriptors[i] = client_or_die(arguments);
    for (int i = 0; i < clients * 2; i++) {
        send_own(descriptors[i % clients], 100, i);
        unchanged += receives_own(descriptors[i % clients], 100, i);
    }
    printf("%d\n", unchanged);
    return 0;
}

/* ask-in-vain ADDRESS PORT: sends twice to nobody, and prints whether an answer came within a fifth of a second. */
int ask_in_vain(char **arguments)
{
    int descriptor = client_or_die(arguments);
    struct pollfd watched = {.fd = descriptor, .events = POLLIN};
    for (int i = 0; i < 2; i++)
        if (send(descriptor, "word", 4, 0) < 0)
            return print_result(-1), 0;
    puts(poll(&watched, 1, 200) == 0 ? "no answer" : "an answer");
    return 0;
}

/* shout-datagram ADDRESS PORT: has a server make a note, and ends at once. */
int shout_datagram(char **arguments)
{
    if (send(client_or_die(arguments), "note", 4, 0) != 4)
        die("sending");
    puts("shouted");
    return 0;
}

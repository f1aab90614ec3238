/* Addresses, ports and sockets. */
#include "probe.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

socklen_t make_address(struct sockaddr_storage *storage, const char *address, const char *port)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)storage;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)storage;
    uint16_t number = htons((uint16_t)atoi(port));
    memset(storage, 0, sizeof *storage);
    if (inet_pton(AF_INET, address, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = number;
        return sizeof *v4;
    }
    if (inet_pton(AF_INET6, address, &v6->sin6_addr) != 1)
        die("no address");
    v6->sin6_family = AF_INET6;
    v6->sin6_port = number;
    return sizeof *v6;
}

static int make_socket(int family, int protocol)
{
    const struct timeval limit = {.tv_sec = 20};
    const int room = 1 << 20;
    int descriptor = socket(family, protocol, 0);
    if (descriptor < 0)
        die("creating a socket");
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (protocol == SOCK_DGRAM)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    return descriptor;
}

int bound_socket(int protocol, const char *address, const char *port)
{
    struct sockaddr_storage storage;
    socklen_t length = make_address(&storage, address, port);
    const int on = 1;
    int descriptor = make_socket(storage.ss_family, protocol);
    /* What is still winding up must not keep the port; who listens does. */
    if (protocol == SOCK_STREAM)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return bind(descriptor, (struct sockaddr *)&storage, length) < 0 ? -1 : descriptor;
}

int connected_socket(int protocol, const char *address, const char *port)
{
    struct sockaddr_storage storage;
    socklen_t length = make_address(&storage, address, port);
    int descriptor = make_socket(storage.ss_family, protocol);
    return connect(descriptor, (struct sockaddr *)&storage, length) < 0 ? -1 : descriptor;
}

static int port_of(int descriptor)
{
    struct sockaddr_storage own;
    socklen_t length = sizeof own;
    if (getsockname(descriptor, (struct sockaddr *)&own, &length) < 0)
        die("asking for the own address");
    return ntohs(own.ss_family == AF_INET ? ((struct sockaddr_in *)&own)->sin_port
                                          : ((struct sockaddr_in6 *)&own)->sin6_port);
}

void say_where(int listener)
{
    printf("listening %d\n", port_of(listener));
    fflush(stdout);
}

char pattern(size_t n)
{
    return (char)(n * 31 + n / 251);
}

/* bind ADDRESS PORT */
int bind_port(char **arguments)
{
    print_result(bound_socket(SOCK_STREAM, arguments[0], arguments[1]));
    return 0;
}

/* hold: listens on a free port of 127.0.0.1, prints it, and stays. */
int hold(char **arguments)
{
    (void)arguments;
    int listener = bound_socket(SOCK_STREAM, "127.0.0.1", "0");
    if (listener < 0 || listen(listener, 1) < 0)
        die("listening");
    printf("%d\n", port_of(listener));
    fflush(stdout);
    pause();
    return 0;
}

/* meet ADDRESS: listens there, and connects to itself. */
int meet(char **arguments)
{
    struct sockaddr_storage storage;
    socklen_t length = sizeof storage;
    int listener = bound_socket(SOCK_STREAM, arguments[0], "0");
    if (listener < 0 || listen(listener, 1) < 0 || getsockname(listener, (struct sockaddr *)&storage, &length) < 0) {
        print_result(-1);
        return 0;
    }
    int client = make_socket(storage.ss_family, SOCK_STREAM);
    int result = connect(client, (struct sockaddr *)&storage, length);
    print_result(result < 0 ? result : accept(listener, NULL, NULL));
    return 0;
}

/* connect ADDRESS PORT: prints the error, and whether it came within half a second. */
int connect_to(char **arguments)
{
    struct sockaddr_storage storage;
    struct timespec before;
    struct timespec after;
    socklen_t length = make_address(&storage, arguments[0], arguments[1]);
    int descriptor = make_socket(storage.ss_family, SOCK_STREAM);
    clock_gettime(CLOCK_MONOTONIC, &before);
    int result = connect(descriptor, (struct sockaddr *)&storage, length);
    const char *name = result < 0 ? strerrorname_np(errno) : "connected";
    clock_gettime(CLOCK_MONOTONIC, &after);
    long milliseconds = (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
    if (milliseconds < 500)
        printf("%s at once\n", name);
    else
        printf("%s after %ld ms\n", name, milliseconds);
    return 0;
}

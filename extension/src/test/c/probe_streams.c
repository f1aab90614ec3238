/* Both ends of TCP connections. */
#include "probe.h"

#include <errno.h>
#include <linux/sockios.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- the server ---- */

/* Ends the connection like a process that has crashed. */
static void close_with_reset(int descriptor)
{
    const struct linger at_once = {.l_onoff = 1};
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(descriptor);
}

static void write_all(int descriptor, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t count = write(descriptor, bytes, size);
        if (count < 0)
            die("sending");
        bytes += count;
        size -= (size_t)count;
    }
}

/* Says how much came, and how it ended. */
static void count_to_the_end(int client)
{
    char text[65536];
    size_t total = 0;
    ssize_t count;
    while ((count = read(client, text, sizeof text)) > 0)
        total += (size_t)count;
    printf("heard %zu, then %s\n", total, count == 0 ? "the end" : strerrorname_np(errno));
}

/* Does what the first word says; returns whether it was a word for us. */
static bool obey(int client, const char *text, size_t size)
{
    if (size == 5 && memcmp(text, "reset", 5) == 0) {
        close_with_reset(client);
    } else if (size == 4 && memcmp(text, "last", 4) == 0) {
        write_all(client, "last words", 10);
        close_with_reset(client);
    } else if (size == 4 && memcmp(text, "half", 4) == 0) {
        shutdown(client, SHUT_WR);
        count_to_the_end(client);
    } else if (size == 4 && memcmp(text, "deaf", 4) == 0) {
        write_all(client, "yes", 3);
        shutdown(client, SHUT_WR);
        pause();
    } else {
        return false;
    }
    return true;
}

/*
 * Sends back what comes, until the other side sends no more. The word "reset" ends the connection like a crash, "last" the
 * same after an answer; "half" ends the own direction and counts what still comes; "deaf" is answered, ends the own
 * direction, and is the last that is read.
 */
static _Noreturn void echo_to(int client)
{
    char text[65536];
    ssize_t count = read(client, text, sizeof text);
    if (count > 0 && obey(client, text, (size_t)count)) {
        fflush(stdout);
        _exit(0);
    }
    for (; count > 0; count = read(client, text, sizeof text))
        write_all(client, text, (size_t)count);
    if (count < 0) {
        printf("a client ended with %s\n", strerrorname_np(errno));
        fflush(stdout);
    }
    _exit(0);
}

static int listen_at(char **arguments)
{
    int listener = bound_socket(SOCK_STREAM, arguments[0], arguments[1]);
    if (listener < 0 || listen(listener, SOMAXCONN) < 0)
        die("listening");
    say_where(listener);
    return listener;
}

/* echo ADDRESS PORT: says where it listens, and serves each connection until it is killed. */
int echo(char **arguments)
{
    int listener = listen_at(arguments);
    const struct timeval no_limit = {0};
    setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &no_limit, sizeof no_limit);
    while (true) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            die("accepting");
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            echo_to(client);
        }
        close(client);
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
    }
}

static void send_pattern(int descriptor, size_t total)
{
    char text[30011];
    for (size_t sent = 0; sent < total;) {
        size_t size = total - sent < sizeof text ? total - sent : sizeof text;
        for (size_t i = 0; i < size; i++)
            text[i] = pattern(sent + i);
        write_all(descriptor, text, size);
        sent += size;
    }
}

/* serve-once ADDRESS PORT BYTES: sends so much to the first client, and ends at once. */
int serve_once(char **arguments)
{
    int listener = listen_at(arguments);
    int client = accept(listener, NULL, NULL);
    if (client < 0)
        die("accepting");
    send_pattern(client, (size_t)atol(arguments[2]));
    return 0;
}

/* ---- clients ---- */

static int client_or_exit(char **arguments)
{
    int descriptor = connected_socket(SOCK_STREAM, arguments[0], arguments[1]);
    if (descriptor < 0) {
        print_result(-1);
        exit(0);
    }
    return descriptor;
}

/*
 * exchange ADDRESS PORT BYTES [PAUSE]: sends that much, ends its own direction, and prints how much came back unchanged
 * before the other side's end. It begins to read after a pause of so many milliseconds.
 */
int exchange(char **arguments)
{
    size_t total = (size_t)atol(arguments[2]);
    int descriptor = client_or_exit(arguments);
    if (fork() == 0) {
        send_pattern(descriptor, total);
        shutdown(descriptor, SHUT_WR);
        _exit(0);
    }
    if (arguments[3] != NULL)
        usleep((useconds_t)atoi(arguments[3]) * 1000);
    char text[65536];
    size_t received = 0;
    ssize_t count;
    while ((count = read(descriptor, text, sizeof text)) > 0)
        for (ssize_t i = 0; i < count; i++)
            if (text[i] != pattern(received++)) {
                printf("changed at %zu\n", received);
                return 0;
            }
    printf("%zu, then %s\n", received, count == 0 ? "the end" : strerrorname_np(errno));
    return 0;
}

/* say ADDRESS PORT WORD: sends the word and prints the answer, or how the connection ended. */
int say(char **arguments)
{
    char answer[64] = "";
    int descriptor = client_or_exit(arguments);
    if (write(descriptor, arguments[2], strlen(arguments[2])) < 0) {
        print_result(-1);
        return 0;
    }
    ssize_t count = read(descriptor, answer, sizeof answer - 1);
    puts(count < 0 ? strerrorname_np(errno) : count == 0 ? "the end" : answer);
    return 0;
}

/* hear ADDRESS PORT WORD: sends the word, which may be empty, and prints how much came, and how it ended. */
int hear(char **arguments)
{
    int descriptor = client_or_exit(arguments);
    write_all(descriptor, arguments[2], strlen(arguments[2]));
    count_to_the_end(descriptor);
    return 0;
}

/* outlast ADDRESS PORT BYTES: has the other side end its direction first, sends so much after that, and ends at once. */
int outlast(char **arguments)
{
    int descriptor = client_or_exit(arguments);
    write_all(descriptor, "half", 4);
    count_to_the_end(descriptor);
    send_pattern(descriptor, (size_t)atol(arguments[2]));
    return 0;
}

/* crash ADDRESS PORT: says a word, and when that has been answered ends like a crash. */
int crash(char **arguments)
{
    char answer[64];
    int descriptor = client_or_exit(arguments);
    write_all(descriptor, "word", 4);
    if (read(descriptor, answer, sizeof answer) != 4)
        die("reading the answer");
    close_with_reset(descriptor);
    puts("crashed");
    return 0;
}

/* What has been sent and not yet been acknowledged; an end that was told counts as one more byte. */
static int outstanding(int descriptor)
{
    int size = 0;
    ioctl(descriptor, SIOCOUTQ, &size);
    return size;
}

/* Connects to a server that has ended its direction and does not read any more. */
static int connect_to_deaf(char **arguments)
{
    char answer[64];
    int descriptor = client_or_exit(arguments);
    write_all(descriptor, "deaf", 4);
    while (read(descriptor, answer, sizeof answer) > 0)
        ;
    return descriptor;
}

/* Sends until nothing more is taken for a while, or so much; returns how much of it has left this end. */
static int fill(int descriptor, int most)
{
    const char text[65536] = "";
    int total = 0;
    for (int vain = 0; vain < 20 && total < most; vain++) {
        size_t size = (size_t)(most - total) < sizeof text ? (size_t)(most - total) : sizeof text;
        ssize_t count = send(descriptor, text, size, MSG_DONTWAIT);
        if (count > 0)
            total += (int)count;
        if (count > 0)
            vain = 0;
        else
            usleep(10000);
    }
    return total - outstanding(descriptor);
}

/*
 * stuff ADDRESS PORT: sends to a server that does not read until no more can be sent, and ends its direction; does so once
 * more with a little less than what was taken, so that the end is taken too. Then it stays.
 */
int stuff(char **arguments)
{
    int first = connect_to_deaf(arguments);
    int taken = fill(first, INT32_MAX);
    shutdown(first, SHUT_WR);
    int second = connect_to_deaf(arguments);
    fill(second, taken - 32768);
    shutdown(second, SHUT_WR);
    for (int i = 0; i < 50 && outstanding(second) > 0; i++)
        usleep(10000);
    puts("stuffed");
    fflush(stdout);
    pause();
    return 0;
}

/* pour ADDRESS PORT MEGABYTES: sends so much to a server that counts it, and prints how many came through in a second. */
int pour(char **arguments)
{
    static char text[262144];
    char ignored;
    struct timespec before;
    struct timespec after;
    long megabytes = atol(arguments[2]);
    int descriptor = client_or_exit(arguments);
    write_all(descriptor, "half", 4);
    if (read(descriptor, &ignored, 1) != 0)
        die("waiting for the other side");
    clock_gettime(CLOCK_MONOTONIC, &before);
    for (long i = 0; i < megabytes * 4; i++)
        write_all(descriptor, text, sizeof text);
    clock_gettime(CLOCK_MONOTONIC, &after);
    double seconds = (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
    printf("%.0f MiB/s\n", (double)megabytes / seconds);
    return 0;
}

static void allow_many_descriptors(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/* say-many ADDRESS PORT COUNT [stay]: so many connections at once; prints how many answer, and ends or stays. */
int say_many(char **arguments)
{
    int count = atoi(arguments[2]);
    int answered = 0;
    int *descriptors = calloc((size_t)count, sizeof *descriptors);
    allow_many_descriptors();
    for (int i = 0; i < count; i++)
        descriptors[i] = connected_socket(SOCK_STREAM, arguments[0], arguments[1]);
    for (int i = 0; i < count; i++)
        if (descriptors[i] >= 0 && write(descriptors[i], &i, sizeof i) != sizeof i)
            puts("a connection broke");
    for (int i = 0; i < count; i++) {
        int answer;
        answered += descriptors[i] >= 0 && read(descriptors[i], &answer, sizeof answer) == sizeof answer && answer == i;
    }
    printf("%d\n", answered);
    fflush(stdout);
    if (arguments[3] != NULL)
        pause();
    return 0;
}

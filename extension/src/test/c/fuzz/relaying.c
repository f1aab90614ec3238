#include "relaying.h"

#include <dirent.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ending.h"
#include "messages.h"
#include "sources.h"

/* Much more than any input gives it to do. */
#define MOST_SERVICES 20000
#define IDLE_ROUNDS 1000

static int sources = -1;
static int supervisor;

unsigned take_byte(struct input *input)
{
    return input->rest == input->end ? 0 : *input->rest++;
}

size_t take_size(struct input *input)
{
    unsigned byte = take_byte(input);
    return ((size_t)(byte >> 4) + 1) << (byte & 15) >> 3;
}

void prepare_relay(void)
{
    int sockets[2];
    if (sources >= 0)
        return;
    struct rlimit limit;
    require(getrlimit(RLIMIT_NOFILE, &limit) == 0, "there is a limit of open files");
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    sources = open_sources();
    require(sources >= 0, "there are sources");
    require(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) == 0, "there are sockets");
    supervisor = sockets[0];
    open_far_sockets(sockets[1]);
}

bool find_request(uint32_t *number)
{
    struct message message;
    int descriptor;
    if (receive_message(supervisor, &message, &descriptor) != RECEIVED)
        return false;
    require(message.kind == SOCKET_WANTED && descriptor < 0, "init asks for sockets, and for nothing else");
    require(message.family == 0 || message.family == 1, "there are two families");
    *number = message.number;
    return true;
}

void answer_request(uint32_t number, int descriptor, int error)
{
    const struct message given = {.kind = SOCKET_GIVEN, .number = number, .error = error};
    require(send_message(supervisor, &given, descriptor), "answers can be given");
    if (descriptor >= 0)
        close(descriptor);
    require(take_far_sockets(), "the supervisor is there");
}

static bool has_something_to_do(void)
{
    struct pollfd watched = {.fd = sources, .events = POLLIN};
    return poll(&watched, 1, 0) > 0;
}

void serve_all(void)
{
    int services = 0;
    for (; has_something_to_do() && services < MOST_SERVICES; services++)
        serve_sources();
    require(services < MOST_SERVICES, "the relay is idle while nothing happens");
}

bool await_more(int *idle_rounds)
{
    struct pollfd watched = {.fd = sources, .events = POLLIN};
    if (poll(&watched, 1, 1) > 0)
        return true;
    return ++*idle_rounds < IDLE_ROUNDS;
}

size_t count_descriptors(void)
{
    size_t count = 0;
    DIR *directory = opendir("/proc/self/fd");
    require(directory != NULL, "descriptors can be listed");
    while (readdir(directory) != NULL)
        count++;
    closedir(directory);
    return count;
}

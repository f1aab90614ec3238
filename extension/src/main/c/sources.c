#include "sources.h"

#include <stdlib.h>
#include <unistd.h>

#define EVENTS_AT_ONCE 64

static int epoll = -1;
static struct source *retired;

int open_sources(void)
{
    epoll = epoll_create1(EPOLL_CLOEXEC);
    return epoll;
}

bool watch(struct source *source, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = source};
    if (events == source->events)
        return true;
    int operation = source->events == 0 ? EPOLL_CTL_ADD : events == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
    if (epoll_ctl(epoll, operation, source->descriptor, &event) < 0)
        return false;
    source->events = events;
    return true;
}

int release_descriptor(struct source *source)
{
    int descriptor = source->descriptor;
    /* Closing alone would not do: while another process has the descriptor too, its events go on. */
    watch(source, 0);
    source->events = 0;
    source->descriptor = -1;
    return descriptor;
}

void close_source(struct source *source)
{
    if (source->descriptor >= 0)
        close(release_descriptor(source));
}

void retire(struct source *source)
{
    source->next_retired = retired;
    retired = source;
}

static void free_retired(void)
{
    while (retired != NULL) {
        struct source *source = retired;
        retired = source->next_retired;
        free(source);
    }
}

void serve_sources(void)
{
    struct epoll_event events[EVENTS_AT_ONCE];
    int count = epoll_wait(epoll, events, EVENTS_AT_ONCE, 0);
    for (int i = 0; i < count; i++) {
        struct source *source = events[i].data.ptr;
        /* One that is not watched any more was given up on account of an earlier event. */
        if (source->events != 0)
            source->serve(source, events[i].events);
    }
    free_retired();
}

/* What init waits for while it relays: descriptors, each with what is to be done when something happens to it. */
#ifndef SOURCES_H
#define SOURCES_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/epoll.h>

/* Told once for each error or end of both directions, and of nothing else: these are told of any watched descriptor. */
#define ONLY_ERRORS EPOLLET

/* The first member of whatever is served. */
struct source {
    void (*serve)(struct source *self, uint32_t events);
    int descriptor;
    uint32_t events;              /* what it is watched for; 0: nothing, not even errors */
    struct source *next_retired;  /* after this one */
};

/* Returns a descriptor that is readable while any source has something to be served, or -1 with errno. */
int open_sources(void);

/* Watches for these events from now on, 0 for none; returns false with errno. */
bool watch(struct source *source, uint32_t events);

/* Watches no longer, and gives the descriptor away. */
int release_descriptor(struct source *source);

/* Watches no longer, and closes. */
void close_source(struct source *source);

/* Frees what begins with the source, as soon as no event that has been read already can be about it. */
void retire(struct source *source);

/* Serves some of what has happened, without waiting. */
void serve_sources(void);

#endif

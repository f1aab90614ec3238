/*
 * Sockets that lead from init to the far side of a door: to the command's network they are made at once, to the host's they
 * come from the supervisor, in the order in which they were asked for.
 */
#ifndef FAR_SOCKETS_H
#define FAR_SOCKETS_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

/* A way through the wall. */
struct door {
    int protocol;         /* SOCK_STREAM or SOCK_DGRAM */
    bool leads_out;       /* to the host; else to the command's network */
    in_port_t near_port;  /* where we listen */
    in_port_t far_port;   /* where we connect to */
    uint32_t number;      /* among those that lead out */
};

struct far_request {
    const struct door *door;
    int family;
    /* Gets the socket, which begins to connect, or -1 with errno. It may do so before ask_for_far_socket returns. */
    void (*take)(struct far_request *self, int descriptor);

    uint32_t number;           /* of the message */
    struct far_request *next;  /* that was made after this one */
};

/* Whom to ask for sockets to the host. */
void open_far_sockets(int supervisor);

/* The request must stay until it has its answer. */
void ask_for_far_socket(struct far_request *request);

/* Takes what has come from the supervisor, without waiting; returns false if the supervisor is gone. */
bool take_far_sockets(void);

/* Whether any request has no answer yet. */
bool awaits_far_sockets(void);

#endif

/* What supervisor and init tell each other while the command runs, over a pair of packet sockets. */
#ifndef MESSAGES_H
#define MESSAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum message_kind {
    COMMAND_HAS_ENDED,  /* from init, the last thing it says */
    SOCKET_WANTED,      /* from init: one that leads to a port of the host */
    SOCKET_GIVEN,       /* to init, with the descriptor unless there was an error */
};

struct message {
    enum message_kind kind;
    int wait_status;      /* of a command that has ended: see waitpid(2) */
    uint32_t number;      /* of the request, and of what answers it */
    uint32_t port;        /* of a wanted socket: which --host-port */
    int family;           /* of a wanted socket */
    int error;            /* of a given one: the error number; 0: there it is */
};

/* Sends without waiting, with a descriptor unless that is -1; returns false with errno. */
bool send_message(int socket, const struct message *message, int descriptor);

enum reception { RECEIVED, NOTHING_YET, OTHER_IS_GONE };

/* Receives without waiting; the descriptor is -1 if none has come. */
enum reception receive_message(int socket, struct message *message, int *descriptor);

#endif

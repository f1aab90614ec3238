#include "far_sockets.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

#include "loopback.h"
#include "messages.h"

/* So few that neither the requests nor the answers can ever fill the buffer of a socket. */
#define MOST_REQUESTS_UNDER_WAY 16

static int supervisor = -1;

/* In the order in which they are made and answered. */
static struct far_request *oldest;
static struct far_request *newest;
static struct far_request *first_unsent;
static int under_way;
static uint32_t next_number;

void open_far_sockets(int supervisor_socket)
{
    supervisor = supervisor_socket;
}

static void append(struct far_request *request)
{
    request->next = NULL;
    request->number = next_number++;
    if (oldest == NULL)
        oldest = request;
    else
        newest->next = request;
    newest = request;
    if (first_unsent == NULL)
        first_unsent = request;
}

/* Takes the oldest out, which has been sent, and answers it. */
static void answer_oldest(int descriptor, int error)
{
    struct far_request *request = oldest;
    oldest = request->next;
    under_way--;
    errno = error;
    request->take(request, descriptor);
}

static void send_requests(void)
{
    while (first_unsent != NULL && under_way < MOST_REQUESTS_UNDER_WAY) {
        const struct message wanted = {.kind = SOCKET_WANTED,
                                       .number = first_unsent->number,
                                       .port = first_unsent->door->number,
                                       .family = first_unsent->family};
        bool sent = send_message(supervisor, &wanted, -1);
        int error = errno;
        /* Any answer that is still to come gives another chance. */
        if (!sent && under_way > 0)
            return;
        first_unsent = first_unsent->next;
        under_way++;
        if (!sent)
            answer_oldest(-1, error);
    }
}

void ask_for_far_socket(struct far_request *request)
{
    const struct door *door = request->door;
    if (door->leads_out) {
        append(request);
        send_requests();
    } else {
        request->take(request, connect_to_loopback(request->family, door->protocol, door->far_port));
    }
}

/* An answer that got lost, for lack of memory, must not keep the others from theirs. */
static void take_answer(const struct message *given, int descriptor)
{
    while (oldest != first_unsent && oldest->number != given->number)
        answer_oldest(-1, ECONNABORTED);
    /* Without an error there was a descriptor, but no room for it among ours. */
    if (oldest != first_unsent)
        answer_oldest(descriptor, given->error != 0 ? given->error : EMFILE);
    else if (descriptor >= 0)
        close(descriptor);
}

bool take_far_sockets(void)
{
    struct message message;
    int descriptor;
    enum reception reception;
    while ((reception = receive_message(supervisor, &message, &descriptor)) == RECEIVED)
        if (message.kind == SOCKET_GIVEN)
            take_answer(&message, descriptor);
    send_requests();
    return reception != OTHER_IS_GONE;
}

bool awaits_far_sockets(void)
{
    return oldest != NULL;
}

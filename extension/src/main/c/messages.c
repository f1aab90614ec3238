#include "messages.h"

#include <string.h>
#include <sys/socket.h>

/* Room for one descriptor besides the header, aligned as the kernel wants it. */
union control {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
};

bool send_message(int socket, const struct message *message, int descriptor)
{
    struct iovec content = {(void *)message, sizeof *message};
    struct msghdr envelope = {.msg_iov = &content, .msg_iovlen = 1};
    union control control = {0};
    if (descriptor >= 0) {
        envelope.msg_control = control.bytes;
        envelope.msg_controllen = sizeof control.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&envelope);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof descriptor);
        memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
    }
    return sendmsg(socket, &envelope, MSG_DONTWAIT | MSG_NOSIGNAL) == sizeof *message;
}

enum reception receive_message(int socket, struct message *message, int *descriptor)
{
    struct iovec content = {message, sizeof *message};
    union control control = {0};
    struct msghdr envelope = {
        .msg_iov = &content, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    ssize_t size = recvmsg(socket, &envelope, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    *descriptor = -1;
    /* An error passes; and if the other has left something unread behind, it comes before the end. */
    if (size < 0)
        return NOTHING_YET;
    if (size != sizeof *message)
        return OTHER_IS_GONE;
    const struct cmsghdr *header = CMSG_FIRSTHDR(&envelope);
    if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
        memcpy(descriptor, CMSG_DATA(header), sizeof *descriptor);
    return RECEIVED;
}

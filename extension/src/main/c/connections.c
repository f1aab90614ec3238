#include "connections.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "errors.h"

static int connect_once(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        die_usage("the socket's path is longer than %zu bytes: %s", sizeof address.sun_path - 1, path);
    strcpy(address.sun_path, path);
    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        die_errno("creating a socket");
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address) < 0)
        die_errno("connecting to %s", path);
    return descriptor;
}

struct connections connect_to_parent(const char *path)
{
    struct connections connections;
    if (path != NULL) {
        connections.status = connect_once(path);
        connections.control = connect_once(path);
    } else {
        connections.status = STDERR_FILENO;
        connections.control = open("/dev/null", O_RDWR | O_CLOEXEC);
        if (connections.control < 0)
            die_errno("opening /dev/null");
    }
    return connections;
}

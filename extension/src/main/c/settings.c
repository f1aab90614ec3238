#include "settings.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int write_setting(const char *path, const char *value)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        return -1;
    ssize_t written = write(descriptor, value, strlen(value));
    int error = errno;
    close(descriptor);
    errno = error;
    return written < 0 ? -1 : 0;
}

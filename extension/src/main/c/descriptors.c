#include "descriptors.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "errors.h"
#include "status.h"

static struct rlimit original_limit;

void occupy_standard_descriptors(void)
{
    int descriptor;
    do {
        descriptor = open("/dev/null", O_RDWR);
        if (descriptor < 0)
            die_errno("opening /dev/null");
    } while (descriptor <= STDERR_FILENO);
    close(descriptor);
}

/* For kernels before 5.9, which have no close_range(2). */
static void close_each(void)
{
    DIR *directory = opendir("/proc/self/fd");
    if (directory == NULL)
        fail(STEP_DESCRIPTORS, "listing /proc/self/fd");
    const struct dirent *entry;
    while ((entry = readdir(directory)) != NULL) {
        int descriptor = atoi(entry->d_name);
        if (descriptor > STDERR_FILENO && descriptor != dirfd(directory))
            close(descriptor);
    }
    closedir(directory);
}

void close_all_but_standard(void)
{
#ifdef SYS_close_range
    if (syscall(SYS_close_range, (unsigned)STDERR_FILENO + 1, ~0U, 0U) == 0)
        return;
#endif
    close_each();
}

void raise_descriptor_limit(void)
{
    if (getrlimit(RLIMIT_NOFILE, &original_limit) < 0)
        die_errno("reading the limit of open files");
    const struct rlimit raised = {original_limit.rlim_max, original_limit.rlim_max};
    setrlimit(RLIMIT_NOFILE, &raised); /* without it fewer connections are carried */
}

void restore_descriptor_limit(void)
{
    if (setrlimit(RLIMIT_NOFILE, &original_limit) < 0)
        fail(STEP_DESCRIPTORS, "setting the limit of open files back");
}

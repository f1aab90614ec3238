/* The kernel's list of mounts, in which others choose the names. */
#include <stdio.h>
#include <string.h>

#include "ending.h"
#include "mount_points.h"
#include "paths.h"

static void check(const struct mount_point *found)
{
    require(memchr(found->root, '\0', sizeof found->root) != NULL, "a root ends");
    require(memchr(found->path, '\0', sizeof found->path) != NULL, "a path ends");
    require(memchr(found->options, '\0', sizeof found->options) != NULL, "options end");
    require(memchr(found->type, '\0', sizeof found->type) != NULL, "a type ends");
    require(is_below(found->path, found->path) || found->path[0] == '\0' || strspn(found->path, "/") > 0,
            "a path is below itself");
    (void)has_option(found, "ro");
    (void)has_option(found, "nodev");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct mount_point found;
    FILE *volatile list = size == 0 ? NULL : fmemopen((void *)data, size, "r");
    if (list == NULL)
        return 0;
    if (setjmp(ending) == 0)
        while (next_mount_point(list, &found, "step"))
            check(&found);
    fclose(list);
    return 0;
}

#include "idmap.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "capabilities.h"
#include "status.h"

static void write_process_file(pid_t process, const char *name, const char *text, const char *step)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)process, name);
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        fail(step, "opening %s", path);
    if (write(descriptor, text, strlen(text)) < 0)
        fail(step, "writing \"%s\" to %s", text, path);
    close(descriptor);
}

/* Maps each id that exists here to itself. A container has not all of them, and others would be refused. */
static void map_all(pid_t process, const char *name, const char *step)
{
    char path[32];
    char map[4096] = "";
    size_t used = 0;
    unsigned inside, outside, count;
    snprintf(path, sizeof path, "/proc/self/%s", name);
    FILE *own = fopen(path, "re");
    if (own == NULL)
        fail(step, "opening %s", path);
    while (used < sizeof map - 64 && fscanf(own, "%u %u %u", &inside, &outside, &count) == 3)
        used += (size_t)snprintf(map + used, sizeof map - used, "%u %u %u\n", inside, inside, count);
    if (ferror(own))
        fail(step, "reading %s", path);
    if (!feof(own))
        note(step, 0, "%s has more lines than the kernel takes at once; the last ones are left out", path);
    fclose(own);
    write_process_file(process, name, map, step);
}

static void map_one(pid_t process, const char *name, unsigned inside, unsigned outside, const char *step)
{
    char map[64];
    snprintf(map, sizeof map, "%u %u 1\n", inside, outside);
    write_process_file(process, name, map, step);
}

void map_ids(pid_t process, uint64_t capabilities)
{
    /* Files of every owner stay usable to root only if every owner exists inside. */
    if (has_capability(capabilities, CAP_SETUID) && has_capability(capabilities, CAP_SETGID)) {
        map_all(process, "uid_map", STEP_ID_MAP);
        map_all(process, "gid_map", STEP_ID_MAP);
        return;
    }
    map_one(process, "uid_map", getuid(), getuid(), STEP_ID_MAP);
    /* Without privilege the kernel takes a gid_map only after setgroups(2) has been given up: see user_namespaces(7). */
    write_process_file(process, "setgroups", "deny", STEP_ID_MAP);
    map_one(process, "gid_map", getgid(), getgid(), STEP_ID_MAP);
}

void map_inner_ids(pid_t process, bool to_root, uint64_t capabilities)
{
    if (getuid() == 0 && has_all_allowed(capabilities)) {
        map_all(process, "uid_map", STEP_INNER_ID_MAP);
        map_all(process, "gid_map", STEP_INNER_ID_MAP);
        return;
    }
    map_one(process, "uid_map", to_root ? 0 : getuid(), getuid(), STEP_INNER_ID_MAP);
    map_one(process, "gid_map", to_root ? 0 : getgid(), getgid(), STEP_INNER_ID_MAP);
}

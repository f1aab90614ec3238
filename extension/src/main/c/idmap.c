#include "idmap.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "capabilities.h"
#include "status.h"

static void write_process_file(pid_t process, const char *name, const char *text)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)process, name);
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        fail(STEP_ID_MAP, "opening %s", path);
    if (write(descriptor, text, strlen(text)) < 0)
        fail(STEP_ID_MAP, "writing \"%s\" to %s", text, path);
    close(descriptor);
}

/* Maps each id that exists here to itself. A container has not all of them, and others would be refused. */
static void map_all(pid_t process, const char *name)
{
    char path[32];
    char map[4096] = "";
    size_t used = 0;
    unsigned inside, outside, count;
    snprintf(path, sizeof path, "/proc/self/%s", name);
    FILE *own = fopen(path, "re");
    if (own == NULL)
        fail(STEP_ID_MAP, "opening %s", path);
    while (used < sizeof map - 64 && fscanf(own, "%u %u %u", &inside, &outside, &count) == 3)
        used += (size_t)snprintf(map + used, sizeof map - used, "%u %u %u\n", inside, inside, count);
    if (!feof(own))
        note(STEP_ID_MAP, 0, "%s has more lines than the kernel takes at once; the last ones are left out", path);
    fclose(own);
    write_process_file(process, name, map);
}

static void map_one(pid_t process, const char *name, unsigned id)
{
    char map[64];
    snprintf(map, sizeof map, "%u %u 1\n", id, id);
    write_process_file(process, name, map);
}

void map_ids(pid_t process, uint64_t capabilities)
{
    /* Files of every owner stay usable to root only if every owner exists inside. */
    if (has_capability(capabilities, CAP_SETUID) && has_capability(capabilities, CAP_SETGID)) {
        map_all(process, "uid_map");
        map_all(process, "gid_map");
        return;
    }
    map_one(process, "uid_map", getuid());
    /* Without privilege the kernel takes a gid_map only after setgroups(2) has been given up: see user_namespaces(7). */
    write_process_file(process, "setgroups", "deny");
    map_one(process, "gid_map", getgid());
}

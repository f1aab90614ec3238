#include "mount_facts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "status.h"

/* From linux/stat.h, which some C libraries repeat in part, and others cannot include next to sys/stat.h. */
#define WANTED_MOUNT_ID 0x1000
#define IS_MOUNT_POINT 0x2000

struct path_facts {
    uint32_t mask;       /* what of this has been told */
    uint32_t block_size;
    uint64_t attributes;
    uint64_t others[16];
    uint64_t mount_id;
    uint64_t room[13];
};

static bool find_facts(const char *path, int flags, struct path_facts *facts)
{
    return syscall(SYS_statx, AT_FDCWD, path, AT_NO_AUTOMOUNT | flags, WANTED_MOUNT_ID, facts) == 0;
}

bool is_mount_point(const char *path)
{
    struct path_facts facts;
    return find_facts(path, 0, &facts) && (facts.attributes & IS_MOUNT_POINT) != 0;
}

/* The id of the mount that a descriptor is in. Asks nothing of the file system, which may answer its owner alone. */
static unsigned long long mount_id_of(int descriptor, const char *step)
{
    char path[64];
    char name[64];
    unsigned long long id = 0;
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", descriptor);
    FILE *facts = fopen(path, "re");
    if (facts == NULL)
        fail(step, "opening %s", path);
    while (id == 0 && fscanf(facts, "%63s", name) == 1)
        if (strcmp(name, "mnt_id:") == 0 && fscanf(facts, "%llu", &id) != 1)
            fail(step, "reading %s", path);
    fclose(facts);
    return id;
}

/* What another mount hides, or what is closed to us, is so to the command, too. Another error must not let it be. */
bool can_be_reached(const struct mount_point *mount_point, const char *step)
{
    struct path_facts facts;
    /* One call where it answers: Linux tells the mount since 5.8, and some file systems answer their owner alone. */
    if (find_facts(mount_point->path, AT_SYMLINK_NOFOLLOW, &facts) && (facts.mask & WANTED_MOUNT_ID) != 0)
        return facts.mount_id == mount_point->id;
    int descriptor = open(mount_point->path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0 && errno != ENOENT && errno != ENOTDIR && errno != EACCES && errno != ELOOP)
        fail(step, "looking for the mount on %s", mount_point->path);
    bool same = descriptor >= 0 && mount_id_of(descriptor, step) == mount_point->id;
    if (descriptor >= 0)
        close(descriptor);
    return same;
}

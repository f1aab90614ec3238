#include "workshop.h"

#include <string.h>
#include <sys/mount.h>

#include "status.h"

const char *open_workshop(const char *target, const char *step)
{
    const char *workshop = strcmp(target, "/tmp") == 0 ? "/sys" : "/tmp";
    if (mount("tmpfs", workshop, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755") < 0)
        fail(step, "mounting a tmpfs on %s for a moment", workshop);
    return workshop;
}

void close_workshop(const char *workshop, const char *step)
{
    if (umount2(workshop, MNT_DETACH) < 0)
        fail(step, "unmounting %s again", workshop);
}

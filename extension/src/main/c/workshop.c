#include "workshop.h"

#include <string.h>
#include <sys/mount.h>

#include "paths.h"
#include "status.h"

/* Not /sys itself, which still has the control groups that the fresh one shall have. */
#define BELOW_SYS "/sys/kernel"

static const char *open_at(const char *workshop, const char *step)
{
    if (mount("tmpfs", workshop, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755") < 0)
        fail(step, "mounting a tmpfs on %s for a moment", workshop);
    return workshop;
}

const char *open_workshop(const char *target, const char *step)
{
    return open_at(strcmp(target, "/tmp") == 0 ? "/sys" : "/tmp", step);
}

const char *open_workshop_below_sys(const char *step)
{
    return is_there(BELOW_SYS, step) ? open_at(BELOW_SYS, step) : NULL;
}

void close_workshop(const char *workshop, const char *step)
{
    if (umount2(workshop, MNT_DETACH) < 0)
        fail(step, "unmounting %s again", workshop);
}

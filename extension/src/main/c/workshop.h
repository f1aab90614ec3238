/*
 * A tmpfs that covers a directory for a moment, to make files and directories in. What is bound or mounted from there
 * stays when it is gone.
 */
#ifndef WORKSHOP_H
#define WORKSHOP_H

/* Returns the directory; it is not the target, which something made there shall be mounted on. */
const char *open_workshop(const char *target, const char *step);

/*
 * Returns one that needs no closing, since the fresh /sys will cover it; or NULL, where there is no place for it. When the
 * kernel unmounts something it waits until no processor can be looking at it, which takes longer than all else here.
 */
const char *open_workshop_below_sys(const char *step);

void close_workshop(const char *workshop, const char *step);

#endif

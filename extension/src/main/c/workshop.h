/*
 * A tmpfs that covers a directory for a moment, to make files and directories in. What is bound or mounted from there
 * stays when it is gone.
 */
#ifndef WORKSHOP_H
#define WORKSHOP_H

/* Returns the directory; it is not the target, which something made there shall be mounted on. */
const char *open_workshop(const char *target, const char *step);

void close_workshop(const char *workshop, const char *step);

#endif

/* What the command may do: over files and ids what containers usually leave to root, over its own walls nothing. */
#ifndef CAPABILITIES_H
#define CAPABILITIES_H

#include <stdbool.h>
#include <stdint.h>

/* Returns the caller's effective capabilities as a bit set. */
uint64_t effective_capabilities(void);

bool has_capability(uint64_t set, int capability);

/*
 * Reduces all that this process will execute to those of the allowed capabilities that the caller of the launcher held
 * itself: a user namespace must not give what was not there before. This process has CAP_KILL besides, to end whatever the
 * command leaves, and is closed to debuggers: the command must not get at its descriptors. Sets no-new-privileges.
 */
void give_up_privileges(uint64_t held_before);

#endif

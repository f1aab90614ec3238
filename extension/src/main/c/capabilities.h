/*
 * What the command may do: over files and ids what containers usually leave to root, over its own walls nothing. Only root
 * of a user namespace of its own has all, over what belongs to that.
 */
#ifndef CAPABILITIES_H
#define CAPABILITIES_H

#include <stdbool.h>
#include <stdint.h>

/* Returns the caller's effective capabilities as a bit set. */
uint64_t effective_capabilities(void);

bool has_capability(uint64_t set, int capability);

/* Whether the caller may do to files and processes of every id what the command may do at most. */
bool has_all_allowed(uint64_t set);

/*
 * For the command: reduces all that this process will execute to those of the allowed capabilities that the caller of the
 * launcher held itself: a user namespace must not give what was not there before.
 */
void keep_allowed_capabilities(uint64_t held_before);

/*
 * The same for a command in a user namespace of its own whose threads may enter further namespaces, set these up, and listen
 * at any port there. These capabilities are over that user namespace alone, and stay through exec.
 */
void keep_capabilities_for_threads(uint64_t held_before);

/*
 * For init: leaves CAP_KILL alone, to end whatever the command leaves, and closes this process to debuggers: the command
 * must not get at its descriptors.
 */
void keep_capability_to_kill(void);

/* Nothing that this process executes will gain privileges by the mode or the capabilities of its file. */
void forbid_new_privileges(void);

#endif

/* What root could change of the whole machine. */
#ifndef KERNEL_SETTINGS_H
#define KERNEL_SETTINGS_H

#include <stdbool.h>

#include "read_only.h"

/*
 * Whether settings must be made read-only: for user id 0, since the kernel lets it write most of them by the permissions
 * of the file alone. Capabilities and user namespaces make no difference to that.
 */
bool kernel_settings_need_protection(void);

/*
 * Forbids control group namespaces to the descendants of this process's user namespace, beyond the one that the command may
 * be in by then. Whoever owns one may mount the control groups anew, writable, past every read-only mount; and user id 0
 * owns the machine's.
 */
void forbid_further_control_group_namespaces(void);

/* Makes the settings read-only at their usual places in this mount namespace; returns what makes them so at all others. */
struct restriction protect_kernel_settings(void);

#endif

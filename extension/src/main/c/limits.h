/* Limits on what the command may use, by a control group where there is one, else by what else the kernel has. */
#ifndef LIMITS_H
#define LIMITS_H

#include "control_group.h"
#include "options.h"

/* Says by which means each limit that was asked for holds. */
void report_limits(const struct limits *limits, const struct control_group *group, const char *lacking);

/* Sets the limits that no control group holds; for the process that will be the command. */
void set_own_limits(const struct limits *limits, const struct control_group *group);

#endif

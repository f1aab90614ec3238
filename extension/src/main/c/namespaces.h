/* Entering namespaces, each kind by a call of its own, so that the one which is refused can be named. */
#ifndef NAMESPACES_H
#define NAMESPACES_H

#include <sys/types.h>

#include "options.h"

/* Enters one for mounts, cut off from the host's, if any promise needs it. */
void enter_mount_namespace(const struct options *options);

/* Never belongs to root inside: who owns one may mount the control groups anew, writable. */
void enter_control_group_namespace(const struct options *options);

/* Those which belong to the user namespace that they are entered from: its root rules over them. Sets the host name. */
void enter_owned_namespaces(const struct options *options);

/* Prepares one with its clocks set off, which this process's children are in. */
void prepare_time_namespace(const struct options *options);

/* Joins the network of another process, to furnish it and to serve its doors. */
void join_network(const struct options *options, pid_t process);

#endif

/* Names of hosts: from files, at once, and never by a service of the host. */
#ifndef HOSTS_H
#define HOSTS_H

#include "options.h"

/* Puts files of the test's own over /etc/hosts and /etc/nsswitch.conf. With a network of its own before /sys is mounted. */
void set_up_host_names(const struct options *options);

#endif

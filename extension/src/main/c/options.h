/* The command line. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "ports.h"

struct path_list {
    const char **paths;
    size_t count;
};

struct options {
    const char *socket_path;  /* --socket PATH: where to connect, status first, then control; NULL: stderr, /dev/null */
    bool net;                 /* --net */
    bool pid;                 /* --pid */
    bool mount;               /* --mount */
    bool ipc;                 /* --ipc */
    bool uts;                 /* --uts */
    const char *hostname;     /* --hostname NAME: at most 64 bytes, with --uts; default "isolated" */
    struct path_list tmpfs;   /* --tmpfs DIR: directories to cover with an empty tmpfs, with --mount */
    struct path_list keep;    /* --keep PATH: what stays visible below a covered directory */
    struct port_list publish; /* --publish PROTOCOL HOSTPORT PORT: to be reachable on the host's loopback, with --net */
    struct port_list host_ports; /* --host-port PROTOCOL PORT HOSTPORT: of the host, to be reachable inside, with --net */
    char **command;           /* after --: what to execute, ended by NULL */
};

/* Parses and checks; ends the process with one line on stderr when something is wrong. */
struct options parse_options(int argc, char **argv);

#endif

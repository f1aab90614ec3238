/* The command line. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ports.h"

enum mount_kind {
    MOUNT_TMPFS,          /* an empty directory of the command's own */
    MOUNT_BIND,           /* a file or directory of the host, read-only */
    MOUNT_BIND_WRITABLE,  /* the same, as writable as it is on the host */
    MOUNT_OVERLAY,        /* a directory of the host, with all that is written going to a tmpfs */
    MOUNT_KEEP,           /* brings back to sight what an earlier step hides, read-only where the rest is */
    MOUNT_KEEP_WRITABLE,  /* the same, writable also where the rest is read-only */
};

struct mount_step {
    enum mount_kind kind;
    const char *source;  /* absolute; that of a kept path is its target; NULL for a tmpfs */
    const char *target;  /* absolute */
    uint64_t size;       /* bytes, of a tmpfs; 0: half of the machine's memory, as the kernel has it */
};

struct mount_steps {
    struct mount_step *steps;
    size_t count;
};

/* 0: no limit. */
struct limits {
    uint64_t memory;     /* --memory BYTES */
    uint64_t cpus_milli; /* --cpus-milli N: thousandths of a core */
    uint64_t processes;  /* --processes N: threads count, as the kernel has it */
    bool idle;           /* --idle: the command runs only while the processors have nothing else to do */
};

struct options {
    const char *socket_path;  /* --socket PATH: where to connect, status first, then control; NULL: stderr, /dev/null */
    bool net;                 /* --net */
    bool pid;                 /* --pid */
    bool mount;               /* --mount */
    bool ipc;                 /* --ipc */
    bool uts;                 /* --uts */
    bool user;                /* --user */
    bool cgroup;              /* --cgroup */
    bool time;                /* --time */
    bool thread_namespaces;   /* --thread-namespaces: the command's threads may enter further ones, not with --user */
    const char *hostname;     /* --hostname NAME: at most 64 bytes, with --uts; default "isolated" */
    int64_t time_offset;      /* --time-offset NANOSECONDS: of the monotonic and the boot clock, with --time; default 0 */
    struct mount_steps mounts; /* --tmpfs, --keep and their kin, in their order, with --mount */
    bool read_only;           /* --read-only: everything but tmpfs, overlays and what is writable by name; with --mount */
    struct port_list publish; /* --publish PROTOCOL HOSTPORT PORT: to be reachable on the host's loopback, with --net */
    struct port_list host_ports; /* --host-port PROTOCOL PORT HOSTPORT: of the host, to be reachable inside, with --net */
    struct limits limits;
    char **command;           /* after --: what to execute, ended by NULL */
};

/* Whether the command is in a user namespace of its own, inside the one that init may be in. */
bool has_own_user_namespace(const struct options *options);

/* Parses and checks; ends the process with one line on stderr when something is wrong. */
struct options parse_options(int argc, char **argv);

#endif

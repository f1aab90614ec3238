/* The two connections to the parent, made before any namespace is entered. */
#ifndef CONNECTIONS_H
#define CONNECTIONS_H

struct connections {
    int status;   /* for our records */
    int control;  /* becomes descriptor 0 of the command */
};

/* Connects twice to the parent's socket, status first; without a path: stderr and /dev/null. */
struct connections connect_to_parent(const char *path);

#endif

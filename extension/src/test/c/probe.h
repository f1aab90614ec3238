/* What the files of the probe share, and its subcommands, which probe.c lists. */
#ifndef PROBE_H
#define PROBE_H

#include <sys/socket.h>

_Noreturn void die(const char *what);

/* Prints "done", or for a negative result the name of errno. */
void print_result(int result);

/* ---- probe_network.c ---- */

int bind_port(char **arguments);
int hold(char **arguments);
int meet(char **arguments);
int connect_to(char **arguments);

socklen_t make_address(struct sockaddr_storage *storage, const char *address, const char *port);

/* Returns -1 with errno if the address is taken. */
int bound_socket(int protocol, const char *address, const char *port);

/* Returns -1 with errno. What is read from it does not wait for longer than twenty seconds. */
int connected_socket(int protocol, const char *address, const char *port);

/* Prints "listening PORT". */
void say_where(int listener);

/* Byte number n of what is sent. */
char pattern(size_t n);

/* ---- probe_streams.c ---- */

int echo(char **arguments);
int exchange(char **arguments);
int say(char **arguments);
int say_many(char **arguments);
int hear(char **arguments);
int outlast(char **arguments);
int crash(char **arguments);
int stuff(char **arguments);
int pour(char **arguments);
int serve_once(char **arguments);

/* ---- probe_datagrams.c ---- */

int echo_datagrams(char **arguments);
int exchange_datagrams(char **arguments);
int crowd(char **arguments);
int ask_in_vain(char **arguments);
int shout_datagram(char **arguments);

#endif

/* What the files of inject share. */
#ifndef INJECT_H
#define INJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

_Noreturn void die(const char *what);

/* ---- inject_calls.c ---- */

struct call {
    bool entering;
    long number;
    long first_argument;
};

/* The call that a stopped process is about to make, or has made. */
struct call find_call(pid_t process);

/* Returns NULL for a number that has no name. */
const char *call_name(long number);

/* The process, about to make a call, makes none. */
void skip_call(pid_t process);

/* The process, which has made a call, finds that it has failed. */
void fail_call(pid_t process, int error);

#endif

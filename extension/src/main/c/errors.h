/* One vocabulary for what goes wrong before there is anybody to report it to. */
#ifndef ERRORS_H
#define ERRORS_H

#include <stddef.h>

enum exit_code {
    EXIT_SET_UP_FAILED = 125,
    EXIT_COMMAND_NOT_EXECUTABLE = 126,
    EXIT_COMMAND_NOT_FOUND = 127,
    EXIT_SIGNAL_BASE = 128,
};

/* Prints one line to stderr and exits; for bad usage, where no status connection exists yet. */
_Noreturn void die_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same with errno's text. */
_Noreturn void die_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Returns what calloc returns, or ends the process: there is no way on without memory. */
void *allocate(size_t count, size_t size);

#endif

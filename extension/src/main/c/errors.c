#include "errors.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_line(const char *format, va_list arguments, const char *suffix)
{
    fputs("junit-isolated-launcher: ", stderr);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "%s%s\n", *suffix ? ": " : "", suffix);
}

void die_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print_line(format, arguments, "");
    va_end(arguments);
    exit(EXIT_SET_UP_FAILED);
}

void die_errno(const char *format, ...)
{
    const char *text = strerror(errno);
    va_list arguments;
    va_start(arguments, format);
    print_line(format, arguments, text);
    va_end(arguments);
    exit(EXIT_SET_UP_FAILED);
}

void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL)
        die_errno("allocating %zu times %zu bytes", count, size);
    return memory;
}

#include "ending.h"

#include <stdio.h>
#include <stdlib.h>

#include "errors.h"
#include "status.h"

#define MOST_ALLOCATED 16

jmp_buf ending;
static void *allocated[MOST_ALLOCATED];
static size_t allocated_count;

/* What exit(3) is compiled to. */
_Noreturn void end_input(int code);

void end_input(int code)
{
    (void)code;
    longjmp(ending, 1);
}

void die_usage(const char *format, ...)
{
    (void)format;
    longjmp(ending, 1);
}

void die_errno(const char *format, ...)
{
    (void)format;
    longjmp(ending, 1);
}

void fail(const char *step, const char *format, ...)
{
    (void)step;
    (void)format;
    longjmp(ending, 1);
}

void *allocate(size_t count, size_t size)
{
    require(allocated_count < MOST_ALLOCATED, "few things are allocated for good");
    return allocated[allocated_count++] = calloc(count, size);
}

void free_allocated(void)
{
    while (allocated_count > 0)
        free(allocated[--allocated_count]);
}

void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

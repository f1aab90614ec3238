#include "status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "error_names.h"
#include "errors.h"
#include "seccomp_filter.h"

static int status_descriptor = STDERR_FILENO;
static int failures_descriptor = NOBODY;
static void (*clean_up)(void);

void open_status(int descriptor)
{
    status_descriptor = descriptor;
}

/* One write for a whole line: supervisor and init share the connection, and their records must not mix. */
static void write_line(char *line, size_t capacity)
{
    size_t length = strlen(line);
    if (length + 1 >= capacity)
        length = capacity - 2;
    line[length] = '\n';
    while (write(status_descriptor, line, length + 1) < 0 && errno == EINTR)
        ;
}

/* What a filter answers where the kernel itself may have answered it. */
static const char *refuser(int error)
{
    return error == EPERM || error == EACCES || error == ENOSYS ? calls_refused_by_filter() : "";
}

static void write_record(const char *kind, const char *step, int error, const char *format, va_list arguments)
{
    char text[512];
    char line[1024];
    vsnprintf(text, sizeof text, format, arguments);
    for (char *end = text; (end = strchr(end, '\n')) != NULL;)
        *end = ' ';
    snprintf(line, sizeof line, "%s %s %d %s %s%s%s%s", kind, step, error, error_name(error), text,
             refuser(error), error == 0 ? "" : ": ", error == 0 ? "" : strerror(error));
    write_line(line, sizeof line);
}

void note(const char *step, int error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    write_record("note", step, error, format, arguments);
    va_end(arguments);
}

void report_failure(const char *step, int error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    write_record("failed", step, error, format, arguments);
    va_end(arguments);
}

void tell_failures_to(int descriptor)
{
    failures_descriptor = descriptor;
}

void clean_up_on_failure(void (*action)(void))
{
    clean_up = action;
}

void leave_clean_up_to_parent(void)
{
    clean_up = NULL;
}

void fail(const char *step, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    write_record("failed", step, errno, format, arguments);
    va_end(arguments);
    if (clean_up != NULL)
        clean_up();
    if (failures_descriptor != NOBODY)
        (void)!write(failures_descriptor, &(unsigned char){EXIT_SET_UP_FAILED}, 1);
    _exit(EXIT_SET_UP_FAILED);
}

void report_port(const char *protocol, int port, int host_port)
{
    char line[64];
    snprintf(line, sizeof line, "port %s %d %d", protocol, port, host_port);
    write_line(line, sizeof line);
}

void report_end(int wait_status)
{
    char line[64];
    if (WIFSIGNALED(wait_status))
        snprintf(line, sizeof line, "ended signaled %d %d", WTERMSIG(wait_status), WCOREDUMP(wait_status) ? 1 : 0);
    else
        snprintf(line, sizeof line, "ended exited %d", WEXITSTATUS(wait_status));
    write_line(line, sizeof line);
}

void report_limit(const char *name, const char *means, const char *format, ...)
{
    char text[512];
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    snprintf(line, sizeof line, "limit %s %s %s", name, means, text);
    write_line(line, sizeof line);
}

void report_killed_for_memory(int count)
{
    char line[32];
    snprintf(line, sizeof line, "oom %d", count);
    write_line(line, sizeof line);
}

void report_left_processes(void)
{
    char line[16] = "left";
    write_line(line, sizeof line);
}

void report_killed_init(int signal)
{
    char line[64];
    snprintf(line, sizeof line, "ended init-killed %d", signal);
    write_line(line, sizeof line);
}

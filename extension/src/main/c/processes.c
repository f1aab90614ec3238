#include "processes.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "status.h"

#define GIVE_UP_SECONDS 3
#define PAUSE_NANOSECONDS 1000000L
/* Rounds without a pause: more than any tree of processes that only wants to get away needs. */
#define BUSY_ROUNDS 1000
/* The scan of all processes is dear next to a round, and those that fork away are not in it any more. */
#define ROUNDS_BETWEEN_SCANS 100

struct process {
    pid_t id;
    pid_t parent;
    bool descends;
};

struct process_table {
    struct process *processes;
    size_t count;
    size_t capacity;
};

void become_subreaper(void)
{
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0)
        fail(STEP_PROCESS, "becoming the reaper of orphaned processes");
}

/* The parent is the second field after the command's name, which may itself hold blanks and parentheses. */
static pid_t parent_of(pid_t process)
{
    char path[32];
    char text[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return 0;
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    const char *name_end = strrchr(text, ')');
    int parent;
    return name_end != NULL && sscanf(name_end + 1, " %*c %d", &parent) == 1 ? parent : 0;
}

/* Without memory a process is left out: its turn may come in another round. */
static void add_process(struct process_table *table, pid_t id)
{
    if (table->count == table->capacity) {
        size_t capacity = table->capacity * 2 + 256;
        struct process *larger = realloc(table->processes, capacity * sizeof *larger);
        if (larger == NULL)
            return;
        table->processes = larger;
        table->capacity = capacity;
    }
    table->processes[table->count++] = (struct process){.id = id, .parent = parent_of(id)};
}

static void list_processes(struct process_table *table)
{
    DIR *directory = opendir("/proc");
    if (directory == NULL)
        return;
    const struct dirent *entry;
    while ((entry = readdir(directory)) != NULL) {
        pid_t id = atoi(entry->d_name);
        if (id > 0)
            add_process(table, id);
    }
    closedir(directory);
}

/* Marks children of marked processes until there is nothing new to mark. */
static void mark_descendants(struct process_table *table)
{
    bool found = true;
    while (found) {
        found = false;
        for (size_t i = 0; i < table->count; i++) {
            struct process *process = &table->processes[i];
            for (size_t j = 0; !process->descends && j <= table->count; j++) {
                bool parent_marked = j == table->count ? process->parent == getpid()
                                                       : table->processes[j].descends
                                                             && table->processes[j].id == process->parent;
                if (parent_marked)
                    process->descends = found = true;
            }
        }
    }
}

/* A /proc of another pid namespace has other numbers: signals would go to processes that are none of ours. */
static bool proc_is_ours(void)
{
    char target[32];
    ssize_t length = readlink("/proc/self", target, sizeof target - 1);
    if (length <= 0)
        return false;
    target[length] = '\0';
    return atoi(target) == getpid();
}

static void signal_descendants(int signal)
{
    struct process_table table = {0};
    if (!proc_is_ours())
        return;
    list_processes(&table);
    mark_descendants(&table);
    for (size_t i = 0; i < table.count; i++)
        if (table.processes[i].descends)
            kill(table.processes[i].id, signal);
    free(table.processes);
}

/* Returns false where the kernel does not list the children of a process (CONFIG_PROC_CHILDREN). */
static bool kill_children(void)
{
    FILE *children = fopen("/proc/thread-self/children", "re");
    if (children == NULL)
        return false;
    int child;
    while (fscanf(children, "%d", &child) == 1)
        kill(child, SIGKILL);
    fclose(children);
    return true;
}

/* Returns whether there are children left. */
static bool reap(void)
{
    pid_t reaped;
    do
        reaped = waitpid(-1, NULL, WNOHANG);
    while (reaped > 0 || (reaped < 0 && errno == EINTR));
    return reaped == 0;
}

static time_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

bool kill_descendants(void)
{
    const struct timespec pause = {.tv_nsec = PAUSE_NANOSECONDS};
    const time_t end = now() + GIVE_UP_SECONDS;
    bool children_listed = true;
    for (int round = 0; reap(); round++) {
        if (now() > end)
            return false;
        /* Stopped, they cannot fork away from us; orphans become our children, so that all of them get there in time. */
        if (!children_listed || round % ROUNDS_BETWEEN_SCANS == 0)
            signal_descendants(SIGSTOP);
        children_listed = children_listed && proc_is_ours() && kill_children();
        if (!children_listed)
            signal_descendants(SIGKILL);
        if (!children_listed || round > BUSY_ROUNDS)
            nanosleep(&pause, NULL);
    }
    return true;
}

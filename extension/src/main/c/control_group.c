#include "control_group.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "delegated.h"
#include "limits.h"
#include "read_only.h"
#include "settings.h"
#include "status.h"

#define NAME "junit-isolated-"
#define INNER "test"
#define PERIOD_MICROSECONDS 100000
/* A group is busy for a moment after its last process has gone. */
#define REMOVALS 200

static bool write_value(const char *group, const char *file, const char *value)
{
    char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/%s", group, file);
    return write_setting(path, value) == 0;
}

static bool write_number(const char *group, const char *file, uint64_t value)
{
    char text[32];
    snprintf(text, sizeof text, "%" PRIu64, value);
    return write_value(group, file, text);
}

static bool limit_memory(const char *group, uint64_t bytes)
{
    /* Without a limit on swap the command would go on there, slowly. A kernel without swap has no such file. */
    (void)write_value(group, "memory.swap.max", "0");
    return write_number(group, "memory.max", bytes);
}

static bool limit_cpus(const char *group, uint64_t milli)
{
    char text[64];
    snprintf(text, sizeof text, "%" PRIu64 " %d", milli * PERIOD_MICROSECONDS / 1000, PERIOD_MICROSECONDS);
    return write_value(group, "cpu.max", text);
}

static void set_limits(struct control_group *group, const struct limits *limits, const char *directory)
{
    group->limits_memory = group->limits_memory && limit_memory(directory, limits->memory);
    group->limits_cpus = group->limits_cpus && limit_cpus(directory, limits->cpus_milli);
    group->limits_processes = group->limits_processes && write_number(directory, "pids.max", limits->processes);
}

/* Also in the inner group: a JVM that takes it for the root looks for its limits there. */
static void show_limits_inside(const struct control_group *group, const struct limits *limits)
{
    struct control_group shown = *group;
    shown.limits_memory = group->limits_memory && write_value(group->outer, "cgroup.subtree_control", "+memory");
    shown.limits_cpus = group->limits_cpus && write_value(group->outer, "cgroup.subtree_control", "+cpu");
    shown.limits_processes = group->limits_processes && write_value(group->outer, "cgroup.subtree_control", "+pids");
    set_limits(&shown, limits, group->inner);
}

/* The name ends with the process id of the supervisor; one that is gone was killed and could not remove its group. */
static bool is_stale(const char *name)
{
    int supervisor;
    return sscanf(name, NAME "%d", &supervisor) == 1 && kill(supervisor, 0) < 0 && errno == ESRCH;
}

static int remove_directory(const char *path, const struct stat *attributes, int type, struct FTW *position)
{
    (void)attributes;
    (void)position;
    if (type == FTW_DP)
        rmdir(path);
    return 0;
}

/* With those that the command has made in it, the inner ones first. */
static void remove_group(const char *outer)
{
    nftw(outer, remove_directory, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

static void remove_stale_in(const char *parent)
{
    DIR *directory = opendir(parent);
    const struct dirent *entry;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        char path[PATH_MAX];
        if (is_stale(entry->d_name) && snprintf(path, sizeof path, "%s/%s", parent, entry->d_name) < PATH_MAX)
            remove_group(path);
    }
    if (directory != NULL)
        closedir(directory);
}

/* Which group is the parent depends on what is wanted of it. */
static void remove_stale(const char *own, const char *top)
{
    char directory[PATH_MAX];
    if (own[0] == '\0')
        return;
    strcpy(directory, own);
    do
        remove_stale_in(directory);
    while (go_up(directory, top));
}

static bool make_groups(struct control_group *group, const char *parent)
{
    int length = snprintf(group->outer, sizeof group->outer, "%s/" NAME "%d", parent, (int)getpid());
    if (length < PATH_MAX && mkdir(group->outer, 0755) == 0) {
        length = snprintf(group->inner, sizeof group->inner, "%.*s/" INNER, length, group->outer);
        if (length < PATH_MAX && mkdir(group->inner, 0755) == 0)
            return true;
        rmdir(group->outer);
    }
    group->outer[0] = '\0';
    return false;
}

struct control_group create_control_group(const struct options *options)
{
    const struct limits *limits = &options->limits;
    struct control_group group = {.limits_memory = false};
    const bool wanted[CONTROLLERS] = {limits->memory > 0, limits->cpus_milli > 0, limits->processes > 0};
    if (!options->cgroup && !limits->memory && !limits->cpus_milli && !limits->processes)
        return group;
    char own[PATH_MAX];
    find_own_group(own, group.top);
    remove_stale(own, group.top);
    struct delegated parent = find_delegated(own, group.top, wanted);
    if (parent.path[0] != '\0') {
        if (make_groups(&group, parent.path)) {
            group.limits_memory = parent.has[CONTROLLER_MEMORY];
            group.limits_cpus = parent.has[CONTROLLER_CPU];
            group.limits_processes = parent.has[CONTROLLER_PIDS];
            set_limits(&group, limits, group.outer);
            show_limits_inside(&group, limits);
        } else {
            parent.lacking = "no control group could be made in the delegated one";
        }
    }
    if (group.outer[0] == '\0') {
        /* The command shares ours, which is then what it sees. */
        strcpy(group.inner, own);
        note(STEP_CGROUP, 0, "no control group of its own: %s", parent.lacking);
    }
    report_limits(limits, &group, parent.lacking);
    return group;
}

void join_control_group(const struct control_group *group, pid_t process)
{
    if (group->outer[0] != '\0' && !write_number(group->inner, "cgroup.procs", (uint64_t)process))
        fail(STEP_CGROUP, "moving the test into its control group");
}

/* A bind, since the kernel does not mount the same file system anew over itself. */
void show_as_root(const struct control_group *group)
{
    if (group->top[0] == '\0')
        return;
    if (mount(group->inner, group->top, NULL, MS_BIND, NULL) < 0 || make_read_only(group->top) < 0)
        fail(STEP_CGROUP, "binding the control group over %s", group->top);
}

static int killed_for_memory(const struct control_group *group)
{
    char path[PATH_MAX + 64];
    char name[64];
    int count;
    int killed = 0;
    snprintf(path, sizeof path, "%s/memory.events", group->outer);
    FILE *events = fopen(path, "re");
    while (events != NULL && fscanf(events, "%63s %d", name, &count) == 2)
        if (strcmp(name, "oom_kill") == 0)
            killed = count;
    if (events != NULL)
        fclose(events);
    return killed;
}

static bool is_gone(const char *path)
{
    return access(path, F_OK) < 0 && errno == ENOENT;
}

void end_control_group(const struct control_group *group)
{
    const struct timespec pause = {.tv_nsec = 1000000};
    if (group->outer[0] == '\0')
        return;
    int killed = group->limits_memory ? killed_for_memory(group) : 0;
    if (killed > 0)
        report_killed_for_memory(killed);
    for (int i = 0; i < REMOVALS && !is_gone(group->outer); i++) {
        remove_group(group->outer);
        if (!is_gone(group->outer))
            nanosleep(&pause, NULL);
    }
}

#include "delegated.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mount_points.h"
#include "paths.h"
#include "settings.h"
#include "status.h"

static const char *const NAMES[CONTROLLERS] = {"memory", "cpu", "pids"};

#define OWN_GROUPS "/proc/self/cgroup"

/* The line "0::PATH"; without a version 2 there is none. */
static bool read_own_group(char path[PATH_MAX])
{
    char *line = NULL;
    size_t capacity = 0;
    bool found = false;
    FILE *groups = fopen(OWN_GROUPS, "re");
    if (groups == NULL && errno != ENOENT)
        fail(STEP_CGROUP, "opening " OWN_GROUPS);
    while (groups != NULL && !found && getline(&line, &capacity, groups) >= 0)
        found = sscanf(line, "0::%4095[^\n]", path) == 1;
    if (groups != NULL && !found && !feof(groups))
        fail(STEP_CGROUP, "reading " OWN_GROUPS);
    free(line);
    if (groups != NULL)
        fclose(groups);
    return found;
}

static bool join_path(char joined[PATH_MAX], const char *directory, const char *below)
{
    return snprintf(joined, PATH_MAX, "%s%s%s", directory, below[0] == '/' ? "" : "/", below) < PATH_MAX;
}

/* Where the kernel shows the group of this process; what is mounted may be only a part of all groups. */
void find_own_group(char directory[PATH_MAX], char top[PATH_MAX])
{
    char own[PATH_MAX];
    struct mount_point mounted;
    directory[0] = top[0] = '\0';
    if (!read_own_group(own) || !find_mount_of_type("cgroup2", &mounted, STEP_CGROUP) || !is_below(own, mounted.root))
        return;
    const char *rest = strcmp(mounted.root, "/") == 0 ? own : own + strlen(mounted.root);
    if (join_path(directory, mounted.path, rest))
        strcpy(top, mounted.path);
    else
        directory[0] = '\0';
}

static bool has_word(const char *path, const char *word)
{
    char name[64];
    FILE *file = fopen(path, "re");
    bool found = false;
    while (file != NULL && !found && fscanf(file, "%63s", name) == 1)
        found = strcmp(name, word) == 0;
    if (file != NULL)
        fclose(file);
    return found;
}

static bool is_empty(const char *path)
{
    FILE *file = fopen(path, "re");
    bool empty = file != NULL && fgetc(file) == EOF;
    if (file != NULL)
        fclose(file);
    return empty;
}

/*
 * Whether controllers may be turned on for the children of a group. The kernel lets it be done to one that has processes as
 * well, for some controllers, but turns the group into a threaded one then, below which no processes can be. Only the
 * uppermost of all groups, which has no type, is free from that.
 */
static bool may_turn_on(const char *directory)
{
    char type[PATH_MAX];
    char processes[PATH_MAX];
    return join_path(type, directory, "cgroup.type") && join_path(processes, directory, "cgroup.procs")
           && (access(type, F_OK) < 0 || is_empty(processes));
}

/* Whether children of the group have the controller; turns it on for them where that is allowed. */
static bool offers(const char *directory, const char *controller)
{
    char path[PATH_MAX];
    char request[64];
    if (!join_path(path, directory, "cgroup.subtree_control"))
        return false;
    if (has_word(path, controller))
        return true;
    snprintf(request, sizeof request, "+%s", controller);
    return may_turn_on(directory) && write_setting(path, request) == 0;
}

/* A process may be moved below a group by whom that group's list of processes can be written. */
static bool may_use(const char *directory)
{
    char processes[PATH_MAX];
    return access(directory, W_OK) == 0 && join_path(processes, directory, "cgroup.procs")
           && access(processes, W_OK) == 0;
}

static bool offers_all(struct delegated *candidate, const bool wanted[CONTROLLERS])
{
    bool all = true;
    for (int i = 0; i < CONTROLLERS; i++) {
        candidate->has[i] = wanted[i] && offers(candidate->path, NAMES[i]);
        all = all && (candidate->has[i] || !wanted[i]);
    }
    return all;
}

bool go_up(char directory[PATH_MAX], const char *top)
{
    *strrchr(directory, '/') = '\0';
    return is_below(directory, top);
}

struct delegated find_delegated(const char *own, const char *top, const bool wanted[CONTROLLERS])
{
    struct delegated nearest = {.lacking = "no control group of version 2 is mounted here"};
    struct delegated candidate = {.lacking = NULL};
    if (own[0] == '\0')
        return nearest;
    strcpy(candidate.path, own);
    nearest.lacking = "no control group above this process has been delegated to this user";
    do {
        if (!may_use(candidate.path))
            continue;
        if (offers_all(&candidate, wanted))
            return candidate;
        if (nearest.path[0] == '\0')
            nearest = candidate;
        nearest.lacking = "the delegated control group does not have the controller";
    } while (go_up(candidate.path, top));
    return nearest;
}

#include "mount_points.h"

#include <stdlib.h>
#include <string.h>

#include "status.h"

#define LIST "/proc/self/mountinfo"

FILE *open_mount_points(const char *step)
{
    FILE *list = fopen(LIST, "re");
    if (list == NULL)
        fail(step, "opening " LIST);
    return list;
}

/* Blanks, line ends and backslashes are written as octal numbers. */
static void unescape(char *path)
{
    char *to = path;
    for (const char *from = path; *from != '\0'; to++) {
        unsigned code;
        if (from[0] == '\\' && sscanf(from + 1, "%3o", &code) == 1) {
            *to = (char)code;
            from += 4;
        } else {
            *to = *from++;
        }
    }
    *to = '\0';
}

/* ID PARENT MAJOR:MINOR ROOT PATH OPTIONS [FIELD...] - TYPE SOURCE OPTIONS */
static bool parse(const char *line, struct mount_point *found)
{
    const char *rest = strstr(line, " - ");
    if (rest == NULL || sscanf(line, "%llu %*s %*s %4095s %4095s %255s", &found->id, found->root, found->path,
                                 found->options) != 4
        || sscanf(rest, " - %63s", found->type) != 1)
        return false;
    /* One that may have been cut off must not pass for another: no path that is opened is so long. */
    if (strlen(found->root) == sizeof found->root - 1)
        memset(found->path, 'x', sizeof found->path - 1);
    unescape(found->root);
    unescape(found->path);
    return true;
}

bool next_mount_point(FILE *list, struct mount_point *found, const char *step)
{
    char *line = NULL;
    size_t capacity = 0;
    bool parsed = false;
    while (!parsed && getline(&line, &capacity, list) >= 0)
        parsed = parse(line, found);
    /* What could not be read must not pass for the end. */
    if (!parsed && !feof(list))
        fail(step, "reading " LIST);
    free(line);
    return parsed;
}

bool has_option(const struct mount_point *mount_point, const char *option)
{
    size_t length = strlen(option);
    const char *rest = mount_point->options;
    while (strncmp(rest, option, length) != 0 || (rest[length] != ',' && rest[length] != '\0')) {
        rest = strchr(rest, ',');
        if (rest == NULL)
            return false;
        rest++;
    }
    return true;
}

bool find_mount_of_type(const char *type, struct mount_point *found, const char *step)
{
    FILE *list = open_mount_points(step);
    bool same = false;
    while (!same && next_mount_point(list, found, step))
        same = strcmp(found->type, type) == 0;
    fclose(list);
    return same;
}

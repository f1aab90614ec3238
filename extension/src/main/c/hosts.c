#include "hosts.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "status.h"
#include "workshop.h"

#define BLANKS " \t\r\n"

/* Returns NULL where there is none; one that is closed to us is so to the command, too. */
static FILE *open_host_file(const char *path)
{
    FILE *file = fopen(path, "re");
    if (file == NULL && errno != ENOENT && errno != EACCES)
        fail(STEP_HOSTS, "opening %s", path);
    return file;
}

/* What could not be read would be missing silently. */
static void close_host_file(FILE *file, const char *path)
{
    if (!feof(file))
        fail(STEP_HOSTS, "reading %s", path);
    fclose(file);
}

static FILE *create(const char *path)
{
    FILE *file = fopen(path, "we");
    if (file == NULL)
        fail(STEP_HOSTS, "creating %s", path);
    return file;
}

static void finish(FILE *file, const char *path, const char *target)
{
    if (fclose(file) != 0 || chmod(path, 0644) < 0)
        fail(STEP_HOSTS, "writing %s", path);
    if (mount(path, target, NULL, MS_BIND, NULL) < 0)
        fail(STEP_HOSTS, "binding a file over %s", target);
}

static char *skip_blanks(char *text)
{
    return text + strspn(text, " \t");
}

static bool is_loopback(const char *line)
{
    return strncmp(line, "127.", 4) == 0 || strncmp(line, "::1 ", 4) == 0 || strncmp(line, "::1\t", 4) == 0;
}

/* Copies a line of the host's file without the names that have lines of their own already. */
static void copy_line(FILE *target, char *line, const char *hostname)
{
    char *rest = line;
    const char *address = strtok_r(rest, BLANKS, &rest);
    bool empty = true;
    const char *name;
    while ((name = strtok_r(rest, BLANKS, &rest)) != NULL && name[0] != '#') {
        if (strcmp(name, "localhost") == 0 || strcmp(name, hostname) == 0)
            continue;
        fprintf(target, "%s %s", empty ? address : "", name);
        empty = false;
    }
    if (!empty)
        fputc('\n', target);
}

/*
 * In a network of its own the host name and localhost are the loopback address, and so is what the host's file has there;
 * other addresses lead nowhere. In the host's network its file holds, with the test's host name added.
 */
static void write_hosts(const struct options *options, const char *hostname, const char *workshop)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/hosts", workshop);
    FILE *source = open_host_file("/etc/hosts");
    FILE *target = create(path);
    char *line = NULL;
    size_t capacity = 0;
    fprintf(target, "127.0.0.1 localhost %s\n::1 localhost ip6-localhost ip6-loopback %s\n", hostname, hostname);
    while (source != NULL && getline(&line, &capacity, source) >= 0) {
        char *text = skip_blanks(line);
        if (text[0] != '#' && (!options->net || is_loopback(text)))
            copy_line(target, text, hostname);
    }
    if (source != NULL)
        close_host_file(source, "/etc/hosts");
    free(line);
    finish(target, path, "/etc/hosts");
}

/*
 * Files come first, since no service of the host knows the test's host name. In a network of its own nobody else but DNS
 * is asked: resolved, mdns and the like answer over Unix sockets, which do not care for network namespaces.
 */
static void write_nsswitch(const struct options *options, const char *workshop)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/nsswitch.conf", workshop);
    FILE *source = open_host_file("/etc/nsswitch.conf");
    if (source == NULL)
        return;
    FILE *target = create(path);
    char *line = NULL;
    size_t capacity = 0;
    while (getline(&line, &capacity, source) >= 0) {
        char *text = skip_blanks(line);
        if (strncmp(text, "hosts:", 6) != 0)
            fputs(line, target);
        else if (options->net)
            fputs("hosts: files dns\n", target);
        else
            fprintf(target, "hosts: files %s", skip_blanks(text + 6));
    }
    close_host_file(source, "/etc/nsswitch.conf");
    free(line);
    finish(target, path, "/etc/nsswitch.conf");
}

static void hide_name_service_cache(void)
{
    /* Most machines have none. */
    if (mount("tmpfs", "/run/nscd", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=755") < 0 && errno != ENOENT)
        fail(STEP_HOSTS, "covering /run/nscd");
}

void set_up_host_names(const struct options *options)
{
    char hostname[HOST_NAME_MAX + 1];
    if (gethostname(hostname, sizeof hostname) < 0)
        fail(STEP_HOSTS, "reading the host name");
    hostname[HOST_NAME_MAX] = '\0';
    /* This process itself may be outside the namespace that has the name. */
    const char *shown = options->uts ? options->hostname : hostname;
    const char *below_sys = options->net ? open_workshop_below_sys(STEP_HOSTS) : NULL;
    const char *workshop = below_sys != NULL ? below_sys : open_workshop("/etc", STEP_HOSTS);
    write_hosts(options, shown, workshop);
    write_nsswitch(options, workshop);
    if (options->net)
        hide_name_service_cache();
    if (below_sys == NULL)
        close_workshop(workshop, STEP_HOSTS);
}

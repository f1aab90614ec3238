#include "options.h"

#include <getopt.h>
#include <linux/utsname.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errors.h"

#ifndef LAUNCHER_VERSION
#define LAUNCHER_VERSION "unknown"
#endif

enum option_code { SOCKET = 256, NET, PID, MOUNT, IPC, UTS, HOSTNAME, TMPFS, KEEP, PUBLISH, HOST_PORT, VERSION };

static const struct option LONG_OPTIONS[] = {
    {"socket", required_argument, NULL, SOCKET},
    {"net", no_argument, NULL, NET},
    {"pid", no_argument, NULL, PID},
    {"mount", no_argument, NULL, MOUNT},
    {"ipc", no_argument, NULL, IPC},
    {"uts", no_argument, NULL, UTS},
    {"hostname", required_argument, NULL, HOSTNAME},
    {"tmpfs", required_argument, NULL, TMPFS},
    {"keep", required_argument, NULL, KEEP},
    {"publish", required_argument, NULL, PUBLISH},
    {"host-port", required_argument, NULL, HOST_PORT},
    {"version", no_argument, NULL, VERSION},
    {NULL, 0, NULL, 0},
};

static void append_path(struct path_list *list, const char *path, const char *option)
{
    if (path[0] != '/')
        die_usage("%s needs an absolute path, not \"%s\"", option, path);
    list->paths[list->count++] = path;
}

static void take_option(struct options *options, int code, char **argv)
{
    switch (code) {
    case SOCKET:
        options->socket_path = optarg;
        break;
    case NET:
        options->net = true;
        break;
    case PID:
        options->pid = true;
        break;
    case MOUNT:
        options->mount = true;
        break;
    case IPC:
        options->ipc = true;
        break;
    case UTS:
        options->uts = true;
        break;
    case HOSTNAME:
        options->hostname = optarg;
        break;
    case TMPFS:
        append_path(&options->tmpfs, optarg, "--tmpfs");
        break;
    case KEEP:
        append_path(&options->keep, optarg, "--keep");
        break;
    case PUBLISH:
        take_published_port(&options->publish, argv);
        break;
    case HOST_PORT:
        take_host_port(&options->host_ports, argv);
        break;
    case VERSION:
        puts("junit-isolated-launcher " LAUNCHER_VERSION);
        exit(EXIT_SUCCESS);
    case ':':
        die_usage("%s needs a value", argv[optind - 1]);
    default:
        if (optopt != 0 && optopt < 256)
            die_usage("unknown option -%c", optopt);
        die_usage("unknown option %s", argv[optind - 1]);
    }
}

static void check(const struct options *options)
{
    if (options->command[0] == NULL)
        die_usage("no command; usage: junit-isolated-launcher [OPTIONS] -- COMMAND [ARG...]");
    if (options->tmpfs.count > 0 && !options->mount)
        die_usage("--tmpfs needs --mount");
    if (options->publish.count > 0 && !options->net)
        die_usage("--publish needs --net: without it the port is the host's already");
    if (options->host_ports.count > 0 && !options->net)
        die_usage("--host-port needs --net: without it the host's ports are reachable already");
    if (!options->uts && options->hostname != NULL)
        die_usage("--hostname needs --uts: without it the name would be the whole machine's");
    if (options->hostname != NULL && (!*options->hostname || strlen(options->hostname) > __NEW_UTS_LEN))
        die_usage("a host name has 1 to %d bytes", __NEW_UTS_LEN);
    if (options->hostname != NULL && strpbrk(options->hostname, " \t\n#") != NULL)
        die_usage("a host name has no blanks, line ends or '#': it must fit into /etc/hosts");
}

struct options parse_options(int argc, char **argv)
{
    struct options options = {0};
    size_t most = (size_t)argc + 1;
    options.tmpfs.paths = allocate(most, sizeof *options.tmpfs.paths);
    options.keep.paths = allocate(most, sizeof *options.keep.paths);
    options.publish.ports = allocate(most, sizeof *options.publish.ports);
    options.host_ports.ports = allocate(most, sizeof *options.host_ports.ports);

    opterr = 0;
    int code;
    /* '+' stops at the first word that is no option, ':' tells a missing value from an unknown option. */
    while ((code = getopt_long(argc, argv, "+:", LONG_OPTIONS, NULL)) != -1)
        take_option(&options, code, argv);
    options.command = argv + optind;
    check(&options);
    if (options.uts && options.hostname == NULL)
        options.hostname = "isolated";
    return options;
}

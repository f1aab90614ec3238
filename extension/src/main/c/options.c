#include "options.h"

#include <getopt.h>
#include <linux/utsname.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errors.h"
#include "option_values.h"

#ifndef LAUNCHER_VERSION
#define LAUNCHER_VERSION "unknown"
#endif

/* Where --time-offset ends: 146 years, half of what the kernel can count. */
#define LARGEST_OFFSET (INT64_MAX / 2)

enum option_code {
    SOCKET = 256,
    NET,
    PID,
    MOUNT,
    IPC,
    UTS,
    USER,
    CGROUP,
    TIME,
    THREAD_NAMESPACES,
    HOSTNAME,
    TIME_OFFSET,
    TMPFS,
    TMPFS_SIZE,
    BIND,
    BIND_WRITABLE,
    OVERLAY,
    KEEP,
    KEEP_WRITABLE,
    READ_ONLY,
    PUBLISH,
    HOST_PORT,
    MEMORY,
    CPUS_MILLI,
    PROCESSES,
    IDLE,
    VERSION
};

static const struct option LONG_OPTIONS[] = {
    {"socket", required_argument, NULL, SOCKET},
    {"net", no_argument, NULL, NET},
    {"pid", no_argument, NULL, PID},
    {"mount", no_argument, NULL, MOUNT},
    {"ipc", no_argument, NULL, IPC},
    {"uts", no_argument, NULL, UTS},
    {"user", no_argument, NULL, USER},
    {"cgroup", no_argument, NULL, CGROUP},
    {"time", no_argument, NULL, TIME},
    {"thread-namespaces", no_argument, NULL, THREAD_NAMESPACES},
    {"hostname", required_argument, NULL, HOSTNAME},
    {"time-offset", required_argument, NULL, TIME_OFFSET},
    {"tmpfs", required_argument, NULL, TMPFS},
    {"tmpfs-size", required_argument, NULL, TMPFS_SIZE},
    {"bind", required_argument, NULL, BIND},
    {"bind-writable", required_argument, NULL, BIND_WRITABLE},
    {"overlay", required_argument, NULL, OVERLAY},
    {"keep", required_argument, NULL, KEEP},
    {"keep-writable", required_argument, NULL, KEEP_WRITABLE},
    {"read-only", no_argument, NULL, READ_ONLY},
    {"publish", required_argument, NULL, PUBLISH},
    {"host-port", required_argument, NULL, HOST_PORT},
    {"memory", required_argument, NULL, MEMORY},
    {"cpus-milli", required_argument, NULL, CPUS_MILLI},
    {"processes", required_argument, NULL, PROCESSES},
    {"idle", no_argument, NULL, IDLE},
    {"version", no_argument, NULL, VERSION},
    {NULL, 0, NULL, 0},
};

static void append_mount(struct options *options, enum mount_kind kind, const char *source, const char *target)
{
    options->mounts.steps[options->mounts.count++] = (struct mount_step){.kind = kind, .source = source, .target = target};
}

/* The second word of an option that takes two. */
static const char *next_path(char **argv, const char *option)
{
    if (argv[optind] == NULL)
        die_usage("%s needs two values", option);
    return absolute_path(argv[optind++], option);
}

static void take_flag(struct options *options, int code, char **argv)
{
    switch (code) {
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
    case USER:
        options->user = true;
        break;
    case CGROUP:
        options->cgroup = true;
        break;
    case TIME:
        options->time = true;
        break;
    case THREAD_NAMESPACES:
        options->thread_namespaces = true;
        break;
    case READ_ONLY:
        options->read_only = true;
        break;
    case IDLE:
        options->limits.idle = true;
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

static void take_bind(struct options *options, enum mount_kind kind, char **argv, const char *option)
{
    const char *source = absolute_path(optarg, option);
    append_mount(options, kind, source, next_path(argv, option));
}

static void take_kept(struct options *options, enum mount_kind kind, const char *option)
{
    append_mount(options, kind, absolute_path(optarg, option), optarg);
}

static void take_sized_tmpfs(struct options *options, char **argv)
{
    uint64_t size = positive_number(optarg, INT64_MAX, "--tmpfs-size");
    append_mount(options, MOUNT_TMPFS, NULL, next_path(argv, "--tmpfs-size"));
    options->mounts.steps[options->mounts.count - 1].size = size;
}

/* Returns whether it was one of these. */
static bool take_mount_option(struct options *options, int code, char **argv)
{
    switch (code) {
    case TMPFS:
        append_mount(options, MOUNT_TMPFS, NULL, absolute_path(optarg, "--tmpfs"));
        return true;
    case TMPFS_SIZE:
        take_sized_tmpfs(options, argv);
        return true;
    case BIND:
        take_bind(options, MOUNT_BIND, argv, "--bind");
        return true;
    case BIND_WRITABLE:
        take_bind(options, MOUNT_BIND_WRITABLE, argv, "--bind-writable");
        return true;
    case OVERLAY:
        take_bind(options, MOUNT_OVERLAY, argv, "--overlay");
        return true;
    case KEEP:
        take_kept(options, MOUNT_KEEP, "--keep");
        return true;
    case KEEP_WRITABLE:
        take_kept(options, MOUNT_KEEP_WRITABLE, "--keep-writable");
        return true;
    default:
        return false;
    }
}

static void take_option(struct options *options, int code, char **argv)
{
    switch (code) {
    case SOCKET:
        options->socket_path = optarg;
        break;
    case HOSTNAME:
        options->hostname = optarg;
        break;
    case TIME_OFFSET:
        options->time_offset = number_between(optarg, -LARGEST_OFFSET, LARGEST_OFFSET, "--time-offset");
        break;
    case PUBLISH:
        take_published_port(&options->publish, argv);
        break;
    case HOST_PORT:
        take_host_port(&options->host_ports, argv);
        break;
    case MEMORY:
        options->limits.memory = positive_number(optarg, INT64_MAX, "--memory");
        break;
    case CPUS_MILLI:
        options->limits.cpus_milli = positive_number(optarg, 1000000, "--cpus-milli");
        break;
    case PROCESSES:
        options->limits.processes = positive_number(optarg, INT32_MAX, "--processes");
        break;
    default:
        if (!take_mount_option(options, code, argv))
            take_flag(options, code, argv);
    }
}

static void check_hostname(const struct options *options)
{
    if (!options->uts && options->hostname != NULL)
        die_usage("--hostname needs --uts: without it the name would be the whole machine's");
    if (options->hostname != NULL && (!*options->hostname || strlen(options->hostname) > __NEW_UTS_LEN))
        die_usage("a host name has 1 to %d bytes", __NEW_UTS_LEN);
    if (options->hostname != NULL && strpbrk(options->hostname, " \t\n#") != NULL)
        die_usage("a host name has no blanks, line ends or '#': it must fit into /etc/hosts");
}

/* Two doors that lead to each other: what comes in would go out again, round and round. */
static bool is_circle(const struct port *published, const struct port *host_port)
{
    return published->protocol == host_port->protocol && published->inside == host_port->inside
           && published->host == host_port->host;
}

static void check_doors(const struct options *options)
{
    for (size_t i = 0; i < options->publish.count; i++)
        for (size_t j = 0; j < options->host_ports.count; j++)
            if (is_circle(&options->publish.ports[i], &options->host_ports.ports[j]))
                die_usage("--publish and --host-port lead to each other: %d inside, %d on the host",
                          options->publish.ports[i].inside, options->publish.ports[i].host);
}

bool has_own_user_namespace(const struct options *options)
{
    return options->user || options->thread_namespaces;
}

static void check(const struct options *options)
{
    if (options->command[0] == NULL)
        die_usage("no command; usage: junit-isolated-launcher [OPTIONS] -- COMMAND [ARG...]");
    for (size_t i = 0; i < options->mounts.count && !options->mount; i++)
        if (options->mounts.steps[i].kind < MOUNT_KEEP)
            die_usage("--tmpfs, --bind and --overlay need --mount");
    if (options->user && options->thread_namespaces)
        die_usage("--thread-namespaces and --user exclude each other: root inside may do what it allows anyway");
    if (options->read_only && !options->mount)
        die_usage("--read-only needs --mount");
    if (options->publish.count > 0 && !options->net)
        die_usage("--publish needs --net: without it the port is the host's already");
    if (options->host_ports.count > 0 && !options->net)
        die_usage("--host-port needs --net: without it the host's ports are reachable already");
    if (options->time_offset != 0 && !options->time)
        die_usage("--time-offset needs --time: without it the clocks are the whole machine's");
    check_doors(options);
    check_hostname(options);
}

struct options parse_options(int argc, char **argv)
{
    struct options options = {0};
    size_t most = (size_t)argc + 1;
    options.mounts.steps = allocate(most, sizeof *options.mounts.steps);
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

#include "limits.h"

#include <inttypes.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "status.h"

/*
 * The kernel never counts root's processes; and before Linux 5.14 it counts those of all user namespaces together, so
 * that other programs would use the limit up.
 */
static bool processes_can_be_counted(void)
{
    struct utsname kernel;
    int major = 0;
    int minor = 0;
    return getuid() != 0 && uname(&kernel) == 0 && sscanf(kernel.release, "%d.%d", &major, &minor) == 2
           && (major > 5 || (major == 5 && minor >= 14));
}

static uint64_t whole_cpus(uint64_t milli)
{
    return (milli + 999) / 1000;
}

void report_limits(const struct limits *limits, const struct control_group *group, const char *lacking)
{
    if (limits->memory > 0 && group->limits_memory)
        report_limit("memory", "cgroup", "%" PRIu64 " bytes", limits->memory);
    else if (limits->memory > 0)
        report_limit("memory", "none", "%s", lacking);
    if (limits->cpus_milli > 0 && group->limits_cpus)
        report_limit("cpus", "cgroup", "%" PRIu64 " thousandths of a core", limits->cpus_milli);
    else if (limits->cpus_milli > 0)
        report_limit("cpus", "affinity", "at most %" PRIu64 " cores; %s", whole_cpus(limits->cpus_milli), lacking);
    if (limits->processes > 0 && group->limits_processes)
        report_limit("processes", "cgroup", "%" PRIu64 " processes and threads", limits->processes);
    else if (limits->processes > 0 && processes_can_be_counted())
        report_limit("processes", "rlimit", "%" PRIu64 " processes and threads; %s", limits->processes, lacking);
    else if (limits->processes > 0)
        report_limit("processes", "none", "%s", lacking);
}

/* Not always the first ones: several tests at once shall not share one core while others idle. */
static size_t random_below(size_t end)
{
    size_t number = 0;
    (void)!getrandom(&number, sizeof number, GRND_NONBLOCK);
    return number % end;
}

static void use_few_cpus(uint64_t count)
{
    cpu_set_t available;
    cpu_set_t chosen;
    CPU_ZERO(&chosen);
    if (sched_getaffinity(0, sizeof available, &available) < 0)
        fail(STEP_LIMITS, "reading the cores that may be used");
    size_t all = (size_t)CPU_COUNT(&available);
    size_t rank = random_below(all);
    for (size_t cpu = 0; cpu < CPU_SETSIZE; cpu++)
        if (CPU_ISSET(cpu, &available) && rank++ % all < count)
            CPU_SET(cpu, &chosen);
    if (sched_setaffinity(0, sizeof chosen, &chosen) < 0)
        fail(STEP_LIMITS, "choosing the cores that may be used");
}

/* Where it is refused the command runs as any other: it asks for less, not for more. musl's function is a stub. */
static void run_only_when_idle(void)
{
    const struct sched_param no_priority = {0};
    (void)!syscall(SYS_sched_setscheduler, 0, SCHED_IDLE, &no_priority);
}

void set_own_limits(const struct limits *limits, const struct control_group *group)
{
    const struct rlimit processes = {limits->processes, limits->processes};
    if (limits->cpus_milli > 0 && !group->limits_cpus)
        use_few_cpus(whole_cpus(limits->cpus_milli));
    if (limits->processes > 0 && !group->limits_processes && processes_can_be_counted()
        && setrlimit(RLIMIT_NPROC, &processes) < 0)
        fail(STEP_LIMITS, "limiting the number of processes");
    if (limits->idle)
        run_only_when_idle();
}

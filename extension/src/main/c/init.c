#include "init.h"

#include <errno.h>
#include <linux/capability.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capabilities.h"
#include "command.h"
#include "devices.h"
#include "errors.h"
#include "far_sockets.h"
#include "files.h"
#include "filesystems.h"
#include "hosts.h"
#include "kernel_settings.h"
#include "messages.h"
#include "namespaces.h"
#include "network.h"
#include "processes.h"
#include "read_only.h"
#include "relay.h"
#include "status.h"

sigset_t watched_signals(void)
{
    static const int PASSED_ON[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};
    sigset_t signals;
    sigemptyset(&signals);
    for (size_t i = 0; i < sizeof PASSED_ON / sizeof *PASSED_ON; i++)
        sigaddset(&signals, PASSED_ON[i]);
    return signals;
}

/*
 * The supervisor lets us go when our ids are mapped; before that we are nobody and may do nothing. It also tells whether
 * we are in a user namespace of our own.
 */
static bool await_go(int supervisor)
{
    bool in_user_namespace;
    ssize_t size = recv(supervisor, &in_user_namespace, sizeof in_user_namespace, 0);
    if (size < 0)
        fail(STEP_PROCESS, "waiting to be let go");
    if (size == 0)
        _exit(EXIT_SET_UP_FAILED); /* the supervisor has failed, and has said so itself */
    return in_user_namespace;
}

/* A command that asked for nothing runs also where nothing can be had; there root cannot be kept from the settings. */
static bool may_mount(const struct init_context *context, bool in_user_namespace)
{
    return in_user_namespace || has_capability(context->capabilities, CAP_SYS_ADMIN);
}

/* From root, whom the kernel takes for the machine's. */
static void protect_host(const struct init_context *context, bool in_user_namespace)
{
    struct restriction restrictions[2];
    size_t count = 0;
    if (kernel_settings_need_protection() && may_mount(context, in_user_namespace)) {
        if (in_user_namespace)
            forbid_further_control_group_namespaces(); /* elsewhere the setting would be the machine's */
        restrictions[count++] = protect_kernel_settings();
    }
    if (devices_need_protection(context->options))
        restrictions[count++] = protect_devices();
    restrict_mounts(restrictions, count);
}

static void furnish(const struct init_context *context, bool in_user_namespace)
{
    const struct options *options = context->options;
    if (options->net) {
        bring_loopback_up();
        open_low_ports();
    }
    if (options->net || options->uts)
        set_up_host_names(options);
    if (options->net)
        mount_sys();
    if (options->cgroup)
        show_as_root(&context->group);
    protect_host(context, in_user_namespace);
    if (options->mount)
        arrange_files(options);
}

static void forward(int signals, pid_t command)
{
    struct signalfd_siginfo info;
    if (read(signals, &info, sizeof info) == sizeof info && info.ssi_signo != SIGCHLD)
        kill(command, (int)info.ssi_signo);
}

/* Reaps whatever has ended; returns whether the command was among it. */
static bool reap(pid_t command, int *command_status)
{
    bool ended = false;
    int status;
    pid_t reaped;
    while ((reaped = waitpid(-1, &status, WNOHANG)) > 0) {
        if (reaped == command) {
            *command_status = status;
            ended = true;
        }
    }
    return ended;
}

/* When PID 1 of a pid namespace exits, the kernel kills all others in it, and waits for them. */
static _Noreturn void end_with_descendants(const struct init_context *context, int exit_code)
{
    if (!context->options->pid)
        kill_descendants();
    _exit(exit_code);
}

/* Returns the status of the command. Ends everything if the supervisor, and so the parent, is gone. */
static int watch(const struct init_context *context, pid_t command, int signals, int relay)
{
    struct pollfd watched[] = {{.fd = signals, .events = POLLIN},
                               {.fd = context->supervisor, .events = POLLIN},
                               {.fd = relay, .events = POLLIN}};
    int status = 0;
    while (!reap(command, &status)) {
        if (poll(watched, 3, -1) < 0) {
            if (errno != EINTR)
                fail(STEP_PROCESS, "waiting for the command");
            continue;
        }
        if (watched[1].revents != 0 && !take_far_sockets())
            end_with_descendants(context, EXIT_SET_UP_FAILED);
        if (watched[0].revents != 0)
            forward(signals, command);
        if (watched[2].revents != 0)
            serve_relay();
    }
    return status;
}

void run_init(const struct init_context *context)
{
    /* Out of the terminal's process group: its signals reach the supervisor, which passes them on once. */
    setsid();
    leave_clean_up_to_parent();
    const struct options *options = context->options;
    const bool in_user_namespace = await_go(context->supervisor);
    if (may_mount(context, in_user_namespace))
        enter_mount_namespace(options);
    if (options->pid)
        mount_proc();
    enter_control_group_namespace(options);
    prepare_time_namespace(options);
    if (!has_own_user_namespace(options))
        enter_owned_namespaces(options);
    const struct command_context command_context = {options, &context->group, context->capabilities, context->control,
                                                    context->signal_mask};
    struct command command;
    prepare_command(&command_context, &command);
    if (has_own_user_namespace(options))
        join_network(options, command.process);
    furnish(context, in_user_namespace);
    become_subreaper();
    keep_capability_to_kill();
    forbid_new_privileges();
    /*
     * Only now: a change of credentials would take it back. Without a pid namespace nobody would kill the descendants
     * then; there the end of the supervisor's socket tells us, and we do.
     */
    if (context->options->pid)
        prctl(PR_SET_PDEATHSIG, SIGKILL);

    const sigset_t watched = watched_signals();
    int signals = signalfd(-1, &watched, SFD_CLOEXEC);
    if (signals < 0)
        fail(STEP_PROCESS, "creating a signal descriptor");
    int relay = open_relay(context->options, context->supervisor);
    execute_command(&command);
    close(context->control);
    int status = watch(context, command.process, signals, relay);
    finish_relay(relay, context->supervisor);
    const struct message end = {.kind = COMMAND_HAS_ENDED, .wait_status = status};
    if (!send_message(context->supervisor, &end, -1))
        fail(STEP_PROCESS, "telling how the command ended");
    end_with_descendants(context, EXIT_SUCCESS);
}

#include "init.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capabilities.h"
#include "command.h"
#include "errors.h"
#include "far_sockets.h"
#include "filesystems.h"
#include "hosts.h"
#include "kernel_settings.h"
#include "messages.h"
#include "network.h"
#include "private_directories.h"
#include "processes.h"
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
    if (recv(supervisor, &in_user_namespace, sizeof in_user_namespace, 0) != sizeof in_user_namespace)
        _exit(EXIT_SET_UP_FAILED); /* the supervisor has failed, and has said so itself */
    return in_user_namespace;
}

/* Whether any promise needs mounts of our own. */
static bool needs_mounts(const struct options *options)
{
    return options->net || options->pid || options->mount || options->uts || kernel_settings_need_protection();
}

/* Each kind by a call of its own, so that the one which is refused can be named. */
static void enter_namespaces(const struct options *options)
{
    if (needs_mounts(options) && unshare(CLONE_NEWNS) < 0)
        fail(STEP_MOUNT_NAMESPACE, "creating a mount namespace with unshare");
    if (options->net && unshare(CLONE_NEWNET) < 0)
        fail(STEP_NET_NAMESPACE, "creating a network namespace with unshare");
    if (options->ipc && unshare(CLONE_NEWIPC) < 0)
        fail(STEP_IPC_NAMESPACE, "creating an IPC namespace with unshare");
    if (options->uts && unshare(CLONE_NEWUTS) < 0)
        fail(STEP_UTS_NAMESPACE, "creating a UTS namespace with unshare");
}

static void furnish(const struct options *options, bool in_user_namespace)
{
    if (options->uts && sethostname(options->hostname, strlen(options->hostname)) < 0)
        fail(STEP_HOSTNAME, "setting the host name to %s", options->hostname);
    if (needs_mounts(options))
        detach_mounts();
    if (options->pid)
        mount_proc();
    if (options->net) {
        bring_loopback_up();
        open_low_ports();
        mount_sys();
    }
    if (options->net || options->uts)
        set_up_host_names(options);
    if (options->tmpfs.count > 0)
        cover_directories(options);
    if (kernel_settings_need_protection()) {
        if (in_user_namespace)
            forbid_control_group_namespaces(); /* elsewhere the setting would be the machine's */
        protect_kernel_settings();
    }
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
        if (poll(watched, 3, -1) < 0 && errno != EINTR)
            fail(STEP_PROCESS, "waiting for the command");
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
    const bool in_user_namespace = await_go(context->supervisor);
    enter_namespaces(context->options);
    furnish(context->options, in_user_namespace);
    become_subreaper();
    give_up_privileges(context->capabilities);
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
    pid_t command = start_command(context->options->command, context->control, context->signal_mask);
    close(context->control);
    int status = watch(context, command, signals, relay);
    finish_relay(relay, context->supervisor);
    const struct message end = {.kind = COMMAND_HAS_ENDED, .wait_status = status};
    send_message(context->supervisor, &end, -1);
    end_with_descendants(context, EXIT_SUCCESS);
}

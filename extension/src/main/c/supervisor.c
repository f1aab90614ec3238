#include "supervisor.h"

#include <errno.h>
#include <linux/capability.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capabilities.h"
#include "control_group.h"
#include "errors.h"
#include "host_sockets.h"
#include "idmap.h"
#include "init.h"
#include "messages.h"
#include "processes.h"
#include "published_ports.h"
#include "status.h"

/* So long init may take to end before it is killed. */
#define PATIENCE_MILLISECONDS 1000

/* Like fork(2), but the child begins in new namespaces. Both processes have one thread, so nothing of libc minds. */
static pid_t clone_process(unsigned long namespaces)
{
    return (pid_t)syscall(SYS_clone, namespaces | SIGCHLD, 0UL, 0UL, 0UL, 0UL);
}

/* One call creates both namespaces; on failure a second one, for the user namespace alone, tells which was refused. */
static _Noreturn void fail_to_clone(unsigned long namespaces, int error)
{
    pid_t probe = clone_process(namespaces & CLONE_NEWUSER);
    if (probe == 0)
        _exit(0);
    if (probe > 0)
        waitpid(probe, NULL, 0);
    errno = error;
    if (probe < 0 && (namespaces & CLONE_NEWUSER) != 0)
        fail(STEP_USER_NAMESPACE, "creating a user namespace with clone");
    if ((namespaces & CLONE_NEWPID) != 0)
        fail(STEP_PID_NAMESPACE, "creating a PID namespace with clone");
    fail(STEP_PROCESS, "creating the init process with clone");
}

/* Whether something was asked for that needs a user namespace, or privilege. */
static bool wants_namespaces(const struct options *options)
{
    return options->net || options->pid || options->mount || options->ipc || options->uts || options->cgroup
           || options->time || has_own_user_namespace(options);
}

/* Returns 0 in init. Who is privileged enough, or asks for nothing, needs no user namespace. */
static pid_t clone_init(const struct options *options, uint64_t capabilities, bool *in_user_namespace)
{
    unsigned long others = options->pid ? CLONE_NEWPID : 0;
    *in_user_namespace = true;
    pid_t init = clone_process(CLONE_NEWUSER | others);
    int error = errno;
    if (init < 0 && (has_capability(capabilities, CAP_SYS_ADMIN) || !wants_namespaces(options))) {
        *in_user_namespace = false;
        init = clone_process(others);
        if (init > 0)
            note(STEP_USER_NAMESPACE, error, "going on without a user namespace");
    }
    if (init < 0)
        fail_to_clone(CLONE_NEWUSER | others, error);
    return init;
}

static struct control_group group;

static void leave_nothing(void)
{
    kill_descendants();
    end_control_group(&group);
}

struct supervised start_init(const struct options *options, const struct connections *connections)
{
    int sockets[2];
    sigset_t signal_mask;
    const sigset_t watched = watched_signals();
    bool in_user_namespace;
    uint64_t capabilities = effective_capabilities();

    /* Neither a parent that is gone nor a limit on the size of files must end us before we have ended the rest. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    /* Were it ignored, as a caller may hand it down, no end would ever be told. */
    signal(SIGCHLD, SIG_DFL);
    become_subreaper();
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) < 0)
        fail(STEP_PROCESS, "creating a pair of sockets");
    /* Blocked before init exists, and in init too: none may be lost. */
    sigprocmask(SIG_BLOCK, &watched, &signal_mask);
    int signals = signalfd(-1, &watched, SFD_CLOEXEC);
    if (signals < 0)
        fail(STEP_PROCESS, "creating a signal descriptor");

    listen_at_published_ports(&options->publish);
    group = create_control_group(options);
    clean_up_on_failure(leave_nothing);
    pid_t init = clone_init(options, capabilities, &in_user_namespace);
    if (init == 0) {
        close(sockets[0]);
        close(signals);
        const struct init_context context = {options, group, capabilities, connections->control, sockets[1], &signal_mask};
        run_init(&context);
    }
    close(sockets[1]);
    close(connections->control);
    close_published_ports(&options->publish);
    join_control_group(&group, init);
    if (in_user_namespace)
        map_ids(init, capabilities);
    if (send(sockets[0], &in_user_namespace, sizeof in_user_namespace, MSG_NOSIGNAL) < 0)
        fail(STEP_PROCESS, "letting init go");
    return (struct supervised){init, sockets[0], signals, &options->host_ports};
}

struct command_end {
    bool told;   /* by init */
    int status;  /* of waitpid(2) */
};

static bool lifeline_has_ended(void)
{
    char ignored[256];
    ssize_t count = read(STDIN_FILENO, ignored, sizeof ignored);
    return count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
}

/* Passes a signal on, or reaps; returns whether init has ended, and with what status. */
static bool handle_signal(const struct supervised *supervised, int *init_status)
{
    struct signalfd_siginfo info;
    if (read(supervised->signals, &info, sizeof info) != sizeof info)
        return false;
    if (info.ssi_signo != SIGCHLD) {
        kill(supervised->init, (int)info.ssi_signo);
        return false;
    }
    bool ended = false;
    int status;
    pid_t reaped;
    while ((reaped = waitpid(-1, &status, WNOHANG)) > 0) {
        if (reaped == supervised->init) {
            *init_status = status;
            ended = true;
        }
    }
    return ended;
}

/* Does what init asks for; notes the end of the command when it tells that. Returns false when there is no more to hear. */
static bool listen_to_init(const struct supervised *supervised, struct command_end *command)
{
    struct message message;
    int descriptor;
    enum reception reception;
    while ((reception = receive_message(supervised->socket, &message, &descriptor)) == RECEIVED) {
        if (message.kind == SOCKET_WANTED)
            give_host_socket(supervised->socket, &message, supervised->host_ports);
        else if (message.kind == COMMAND_HAS_ENDED)
            *command = (struct command_end){true, message.wait_status};
    }
    return reception != OTHER_IS_GONE;
}

/* Returns false if the lifeline ended first. */
static bool await_init(const struct supervised *supervised, int *init_status, struct command_end *command)
{
    struct pollfd watched[] = {{.fd = supervised->signals, .events = POLLIN},
                               {.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = supervised->socket, .events = POLLIN}};
    while (true) {
        if (poll(watched, 3, -1) < 0) {
            if (errno != EINTR)
                fail(STEP_PROCESS, "waiting for init");
            continue;
        }
        if (watched[2].revents != 0 && !listen_to_init(supervised, command))
            watched[2].fd = -1;
        if (watched[0].revents != 0 && handle_signal(supervised, init_status))
            return true;
        if (watched[1].revents != 0 && lifeline_has_ended())
            return false;
    }
}

/* Init tells of the command's end just before its own; without that it has failed, or was killed. */
static int report(const struct command_end *command, int init_status)
{
    if (command->told) {
        report_end(command->status);
        return WIFSIGNALED(command->status) ? EXIT_SIGNAL_BASE + WTERMSIG(command->status) : WEXITSTATUS(command->status);
    }
    if (WIFSIGNALED(init_status)) {
        report_killed_init(WTERMSIG(init_status));
        return EXIT_SIGNAL_BASE + WTERMSIG(init_status);
    }
    if (WEXITSTATUS(init_status) == EXIT_SUCCESS) {
        report_failure(STEP_PROCESS, 0, "how the command ended got lost");
        return EXIT_SET_UP_FAILED;
    }
    return WEXITSTATUS(init_status);
}

/*
 * Init ends all that it has started, as it does when we are gone. So nothing is left if we are killed in the midst of it:
 * what has no init any more would have nobody to end it.
 */
static void let_init_end(const struct supervised *supervised)
{
    struct pollfd watched = {.fd = supervised->signals, .events = POLLIN};
    int ignored;
    shutdown(supervised->socket, SHUT_RDWR);
    while (poll(&watched, 1, PATIENCE_MILLISECONDS) > 0 && !handle_signal(supervised, &ignored))
        ;
}

int supervise(const struct supervised *supervised)
{
    int init_status = 0;
    struct command_end command = {0};
    bool ended = await_init(supervised, &init_status, &command);
    if (ended)
        listen_to_init(supervised, &command); /* what it said just before its end */
    else
        let_init_end(supervised);
    if (!kill_descendants())
        report_left_processes();
    end_control_group(&group);
    return ended ? report(&command, init_status) : EXIT_SIGNAL_BASE + SIGKILL;
}

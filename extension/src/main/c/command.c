#include "command.h"

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capabilities.h"
#include "descriptors.h"
#include "errors.h"
#include "idmap.h"
#include "limits.h"
#include "namespaces.h"
#include "status.h"

/*
 * Ignored signals stay ignored over exec; the command must find what a shell would give it. The system call itself is
 * used, since libc refuses two signals that it has uses for, and a caller may have ignored even these. It wants the
 * kernel's structure, of four words, and the size of its signal set.
 */
static void reset_signals(const sigset_t *signal_mask)
{
    const unsigned long default_action[4] = {0};
    for (int number = 1; number < NSIG; number++)
        syscall(SYS_rt_sigaction, number, default_action, NULL, sizeof(uint64_t));
    sigprocmask(SIG_SETMASK, signal_mask, NULL);
}

/* What the two processes tell each other: that a step is done, or the exit code of a failure. */
enum { DONE = 0 };

static bool tell(int socket, unsigned char code)
{
    return send(socket, &code, sizeof code, MSG_NOSIGNAL) == sizeof code;
}

/* Who is not told would be waited for, and wait, forever. */
static void tell_done(int socket)
{
    if (!tell(socket, DONE))
        fail(STEP_PROCESS, "telling that a step is done");
}

/* In the process of the command: without init there is nothing left to do. */
static void await_init(int socket)
{
    unsigned char code;
    if (recv(socket, &code, sizeof code, 0) != sizeof code)
        _exit(EXIT_SET_UP_FAILED);
}

/* In init: what the process says, or -1 when it has closed its end. */
static int hear_process(const struct command *command)
{
    unsigned char code;
    ssize_t size = recv(command->socket, &code, sizeof code, 0);
    if (size < 0)
        fail(STEP_PROCESS, "listening to the process of the command");
    return size == 0 ? -1 : code;
}

/* A process that has failed has said so itself. */
static _Noreturn void end_with_process(const struct command *command, int code)
{
    waitpid(command->process, NULL, 0);
    _exit(code);
}

static void await_process(const struct command *command)
{
    int code = hear_process(command);
    if (code < 0)
        fail(STEP_PROCESS, "losing the process of the command");
    if (code != DONE)
        end_with_process(command, code);
}

/* With all rights over it, until they are reduced. */
static void enter_own_user_namespace(const struct options *options, int socket)
{
    tell_failures_to(socket);
    if (unshare(CLONE_NEWUSER) < 0)
        fail(STEP_INNER_USER_NAMESPACE, "creating a user namespace inside the first with unshare");
    tell_done(socket);
    await_init(socket);
    enter_owned_namespaces(options);
    tell_done(socket);
}

/*
 * Who has rights over the own user namespace has them over the mounts it makes itself, but cannot undo those that it finds:
 * a mount namespace that is copied into another user namespace comes locked, see mount_namespaces(7).
 */
static void lock_mounts(void)
{
    if (unshare(CLONE_NEWNS) < 0)
        fail(STEP_MOUNT_NAMESPACE, "creating a mount namespace for the own user namespace with unshare");
}

static _Noreturn void execute(char **command, int socket)
{
    execvp(command[0], command);
    int error = errno;
    report_failure(STEP_EXEC, error, "executing %s", command[0]);
    unsigned char code = error == ENOENT ? EXIT_COMMAND_NOT_FOUND : EXIT_COMMAND_NOT_EXECUTABLE;
    tell(socket, code);
    _exit(code);
}

static _Noreturn void run_process(const struct command *command)
{
    const struct command_context *context = command->context;
    const struct options *options = context->options;
    int socket = command->its_socket;
    if (has_own_user_namespace(options))
        enter_own_user_namespace(options, socket);
    await_init(socket);
    tell_failures_to(socket);
    /* By its path: a cover may hide where this process was when it was created. */
    if (options->mount && command->working_directory[0] != '\0' && chdir(command->working_directory) < 0)
        fail(STEP_KEEP, "going to the working directory %s", command->working_directory);
    if (dup2(context->standard_input, STDIN_FILENO) < 0)
        fail(STEP_DESCRIPTORS, "making the control connection descriptor 0");
    setsid();
    restore_descriptor_limit();
    set_own_limits(&options->limits, context->group);
    if (has_own_user_namespace(options))
        lock_mounts();
    if (options->thread_namespaces)
        keep_capabilities_for_threads(context->capabilities);
    else if (!options->user)
        keep_allowed_capabilities(context->capabilities);
    forbid_new_privileges();
    reset_signals(context->signal_mask);
    execute(options->command, socket);
}

static int enter_process(void *argument)
{
    const struct command *command = argument;
    close(command->socket);
    run_process(command);
}

/*
 * Until it executes the command the process shares our memory, as after vfork(2): a copy would be thrown away at once. That
 * is safe because it does nothing before it is let go, and from then on init waits until it has executed the command. Who
 * shares memory can enter neither a user namespace, see unshare(2), nor, before Linux 6.1, one for time.
 */
static pid_t create_process(struct command *command)
{
    const struct options *options = command->context->options;
    int shared = has_own_user_namespace(options) || options->time ? 0 : CLONE_VM;
    return clone(enter_process, command->stack + sizeof command->stack, shared | SIGCHLD, command);
}

void prepare_command(const struct command_context *context, struct command *command)
{
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) < 0)
        fail(STEP_PROCESS, "creating a pair of sockets");
    command->context = context;
    command->socket = sockets[0];
    command->its_socket = sockets[1];
    if (getcwd(command->working_directory, sizeof command->working_directory) == NULL)
        command->working_directory[0] = '\0';
    command->process = create_process(command);
    if (command->process < 0)
        fail(STEP_PROCESS, "creating the process of the command");
    close(sockets[1]);
    if (has_own_user_namespace(context->options)) {
        await_process(command);
        map_inner_ids(command->process, context->options->user, context->capabilities);
        tell_done(command->socket);
        await_process(command);
    }
}

/* Exec closes the process's end. */
void execute_command(const struct command *command)
{
    tell_done(command->socket);
    int code = hear_process(command);
    tell_failures_to(NOBODY); /* in shared memory the process has set this for us, too */
    if (code >= 0)
        end_with_process(command, code);
    close(command->socket);
}

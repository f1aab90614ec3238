#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "descriptors.h"
#include "errors.h"
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

static _Noreturn void execute(char **command, int standard_input, const sigset_t *signal_mask, int failed)
{
    if (dup2(standard_input, STDIN_FILENO) < 0)
        fail(STEP_DESCRIPTORS, "making the control connection descriptor 0");
    setsid();
    restore_descriptor_limit();
    reset_signals(signal_mask);
    execvp(command[0], command);
    int error = errno;
    report_failure(STEP_EXEC, error, "executing %s", command[0]);
    char code = (char)(error == ENOENT ? EXIT_COMMAND_NOT_FOUND : EXIT_COMMAND_NOT_EXECUTABLE);
    (void)!write(failed, &code, sizeof code);
    _exit(code);
}

/* Exec closes the pipe; a byte in it is the exit code of a failure. */
static void await_exec(int pipe_end, pid_t process)
{
    unsigned char code;
    if (read(pipe_end, &code, sizeof code) == sizeof code) {
        waitpid(process, NULL, 0);
        _exit(code);
    }
    close(pipe_end);
}

pid_t start_command(char **command, int standard_input, const sigset_t *signal_mask)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        fail(STEP_PROCESS, "creating a pipe");
    pid_t process = fork();
    if (process < 0)
        fail(STEP_PROCESS, "forking for the command");
    if (process == 0)
        execute(command, standard_input, signal_mask, ends[1]);
    close(ends[1]);
    await_exec(ends[0], process);
    return process;
}

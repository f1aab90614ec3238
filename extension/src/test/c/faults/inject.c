/*
 * Runs the launcher with one fault: inject SECONDS [PROCESS CALL OCCURRENCE FAULT] -- LAUNCHER ARGUMENT...
 *
 * Processes are counted as they come into being: 0 is the supervisor, 1 init, 2 that of the command until it executes it.
 * When that process makes this system call for the OCCURRENCEth time, the call fails with FAULT, an error number, and is not
 * made, close(2) alone is, as the kernel has it; or the process is killed. strace(1) can do the like, but counts the calls
 * of each process alone, and so puts a fault into all of them.
 *
 * Without a fault all calls are listed. Ends as the launcher does. What happened is written to descriptor 3, line by line:
 *
 *   call PROCESS CALL OCCURRENCE   without a fault
 *   injected ARGUMENT              the fault has been injected, into a call with this first argument
 *   hung PROCESS CALL              what a process was about when SECONDS had gone by, of those known here
 *   left ID                        a process that was still there ten seconds after the end of the launcher
 *   supervisor ID
 */
#include "inject.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_PROCESSES 64
#define MOST_CALLS 1024
#define KILL 0
#define LEFT_SECONDS 10
#define REPORT 3
#define STOPPED_BY_GROUP(signal) \
    ((signal) == SIGSTOP || (signal) == SIGTSTP || (signal) == SIGTTIN || (signal) == SIGTTOU)

struct process {
    pid_t id;
    bool gone;
    bool counts;  /* it has begun with the launcher's own code */
    bool to_fail; /* in the call that is to fail */
    long call;    /* the last one */
    int occurrences[MOST_CALLS];
};

struct fault {
    int process;
    const char *call;
    int occurrence;
    int error;    /* or KILL */
};

static struct process processes[MOST_PROCESSES];
static int process_count;
static const struct fault *fault;
static volatile sig_atomic_t time_is_up;

_Noreturn void die(const char *what)
{
    fprintf(stderr, "inject: %s: %s\n", what, strerror(errno));
    exit(99);
}

static void note_time(int signal)
{
    (void)signal;
    time_is_up = 1;
}

static struct process *process_of(pid_t id)
{
    for (int i = 0; i < process_count; i++)
        if (processes[i].id == id && !processes[i].gone)
            return &processes[i];
    return NULL;
}

static struct process *add_process(pid_t id)
{
    struct process *known = process_of(id);
    if (known != NULL)
        return known;
    if (process_count == MOST_PROCESSES) {
        errno = E2BIG;
        die("counting processes");
    }
    processes[process_count] = (struct process){.id = id, .counts = process_count > 0};
    return &processes[process_count++];
}

static bool is_meant(const struct process *process, const char *call, int occurrence)
{
    return fault != NULL && process == &processes[fault->process] && strcmp(call, fault->call) == 0
           && occurrence == fault->occurrence;
}

static void enter_call(struct process *process, const struct call *call)
{
    const char *name = call_name(call->number);
    if (name == NULL || call->number >= MOST_CALLS)
        return;
    process->call = call->number;
    int occurrence = ++process->occurrences[call->number];
    if (fault == NULL)
        dprintf(REPORT, "call %d %s %d\n", (int)(process - processes), name, occurrence);
    if (!is_meant(process, name, occurrence))
        return;
    dprintf(REPORT, "injected %ld\n", call->first_argument);
    if (fault->error == KILL)
        kill(process->id, SIGKILL);
    else
        process->to_fail = true;
    if (process->to_fail && call->number != SYS_close)
        skip_call(process->id);
}

static void handle_call(struct process *process)
{
    const struct call call = find_call(process->id);
    if (call.entering && process->counts) {
        enter_call(process, &call);
    } else if (!call.entering && process->to_fail) {
        fail_call(process->id, fault->error);
        process->to_fail = false;
    }
}

static void go_on(pid_t id, enum __ptrace_request how, int signal)
{
    if (ptrace(how, id, NULL, (long)signal) < 0 && errno != ESRCH)
        die("letting a process go on");
}

/* What is executed by another process than the first is the command. */
static void handle_exec(struct process *process)
{
    if (process == processes) {
        process->counts = true;
        go_on(process->id, PTRACE_SYSCALL, 0);
    } else {
        process->gone = true;
        go_on(process->id, PTRACE_DETACH, 0);
    }
}

static void handle_stop(pid_t id, int status)
{
    const int signal = WSTOPSIG(status);
    const int event = status >> 16;
    unsigned long created;
    struct process *process = add_process(id);
    switch (event) {
    case PTRACE_EVENT_EXEC:
        handle_exec(process);
        return;
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
    case PTRACE_EVENT_CLONE:
        if (ptrace(PTRACE_GETEVENTMSG, id, NULL, &created) == 0)
            add_process((pid_t)created);
        go_on(id, PTRACE_SYSCALL, 0);
        return;
    case PTRACE_EVENT_STOP:
        go_on(id, STOPPED_BY_GROUP(signal) ? PTRACE_LISTEN : PTRACE_SYSCALL, 0);
        return;
    default:
        break;
    }
    if (signal == (SIGTRAP | 0x80))
        handle_call(process);
    go_on(id, PTRACE_SYSCALL, signal == (SIGTRAP | 0x80) ? 0 : signal);
}

/* It waits until it is watched. */
static void start(char **command)
{
    int gate[2];
    char ignored;
    if (pipe(gate) < 0)
        die("creating a pipe");
    pid_t id = fork();
    if (id < 0)
        die("creating a process");
    if (id == 0) {
        close(gate[1]);
        if (read(gate[0], &ignored, 1) != 0)
            _exit(99);
        close(gate[0]);
        close(REPORT);
        execv(command[0], command);
        die(command[0]);
    }
    const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE
                         | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
    if (ptrace(PTRACE_SEIZE, id, NULL, options) < 0)
        die("watching the launcher");
    add_process(id);
    dprintf(REPORT, "supervisor %d\n", (int)id);
    close(gate[0]);
    close(gate[1]);
}

static void kill_children(void)
{
    FILE *children = fopen("/proc/thread-self/children", "re");
    int child;
    while (children != NULL && fscanf(children, "%d", &child) == 1) {
        dprintf(REPORT, "left %d\n", child);
        kill(child, SIGKILL);
    }
    if (children != NULL)
        fclose(children);
}

static void tell_what_hangs(void)
{
    for (int i = 0; i < process_count; i++)
        if (!processes[i].gone)
            dprintf(REPORT, "hung %d %s\n", i, processes[i].call == 0 ? "-" : call_name(processes[i].call));
    for (int i = 0; i < process_count; i++)
        if (!processes[i].gone)
            kill(processes[i].id, SIGKILL);
}

static void give_up(bool ended)
{
    time_is_up = 0;
    if (!ended)
        tell_what_hangs();
    else
        kill_children();
    alarm(LEFT_SECONDS);
}

/* Whatever is orphaned becomes our child: none is left when there is none to wait for. Returns how the launcher ended. */
static int watch(void)
{
    int result = 0;
    bool ended = false;
    while (true) {
        int status;
        pid_t id = waitpid(-1, &status, __WALL);
        if (id < 0 && errno == ECHILD)
            return result;
        if (id < 0 && time_is_up)
            give_up(ended);
        if (id < 0)
            continue;
        struct process *process = process_of(id);
        if (WIFSTOPPED(status)) {
            handle_stop(id, status);
        } else if (process != NULL) {
            process->gone = true;
            if (process == processes) {
                ended = true;
                result = status;
                alarm(LEFT_SECONDS);
            }
        }
    }
}

int main(int argc, char **argv)
{
    struct fault wanted;
    char **command = argv + 3;
    if (argc >= 8 && strcmp(argv[6], "--") == 0) {
        wanted = (struct fault){atoi(argv[2]), argv[3], atoi(argv[4]), strcmp(argv[5], "kill") == 0 ? KILL : atoi(argv[5])};
        fault = &wanted;
        command = argv + 7;
    } else if (argc < 4 || strcmp(argv[2], "--") != 0) {
        fputs("usage: inject SECONDS [PROCESS CALL OCCURRENCE FAULT] -- LAUNCHER ARGUMENT...\n", stderr);
        return 2;
    }
    const struct sigaction action = {.sa_handler = note_time};
    sigaction(SIGALRM, &action, NULL);
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    start(command);
    alarm((unsigned)atoi(argv[1]));
    int status = watch();
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

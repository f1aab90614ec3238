/*
 * What the launcher's tests look with: at the parent's end of the connections, and from inside as the command. Each
 * subcommand does one thing and prints one line about it. None runs for longer than a minute.
 */
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LONGEST_SECONDS 60

_Noreturn void die(const char *what)
{
    fprintf(stderr, "probe: %s: %s\n", what, strerror(errno));
    exit(99);
}

void print_result(int result)
{
    puts(result < 0 ? strerrorname_np(errno) : "done");
}

/* ---- the parent's end ---- */

/* Under its own name the socket appears only when one can connect to it. */
static int listen_at(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (snprintf(address.sun_path, sizeof address.sun_path, "%s.new", path) >= (int)sizeof address.sun_path)
        die("the path is too long");
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 2) < 0)
        die("listening");
    if (rename(address.sun_path, path) < 0)
        die("renaming the socket");
    return listener;
}

/* Prints a record, and after the end whether the fifo is still held. */
static void print_line(const char *line, int held)
{
    char ignored;
    printf("first: %s", line);
    if (held >= 0 && strncmp(line, "ended", 5) == 0)
        puts(read(held, &ignored, 1) == 0 ? "all gone" : "some are left");
}

/*
 * parent SOCKET [FIFO]: prints what the first connection says, and echoes on the second. When the end is told, prints
 * whether there is still a process that holds the fifo open for writing.
 */
static int parent(char **arguments)
{
    int held = arguments[1] == NULL ? -1 : open(arguments[1], O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    int listener = listen_at(arguments[0]);
    int first = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    int second = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (first < 0 || second < 0)
        die("accepting");
    if (fork() == 0) {
        char text[256];
        ssize_t count;
        alarm(LONGEST_SECONDS);
        close(first);
        while ((count = read(second, text, sizeof text)) > 0)
            if (write(second, text, (size_t)count) != count)
                die("echoing");
        _exit(0);
    }
    close(second);
    char line[1024];
    FILE *records = fdopen(first, "r");
    while (fgets(line, sizeof line, records) != NULL)
        print_line(line, held);
    wait(NULL);
    puts("both closed");
    return 0;
}

/* talk: says a word on descriptor 0 and prints the answer. */
static int talk(char **arguments)
{
    char answer[64] = "";
    (void)arguments;
    if (write(STDIN_FILENO, "word", 4) != 4 || read(STDIN_FILENO, answer, sizeof answer - 1) <= 0)
        die("talking on descriptor 0");
    printf("answer: %s\n", answer);
    return 0;
}

/* ---- clocks ---- */

/* monotonic: prints its seconds. */
static int monotonic(char **arguments)
{
    struct timespec now;
    (void)arguments;
    clock_gettime(CLOCK_MONOTONIC, &now);
    printf("%lld\n", (long long)now.tv_sec);
    return 0;
}

/* ---- privileges ---- */

/* mount DIRECTORY */
static int mount_tmpfs(char **arguments)
{
    print_result(mount("tmpfs", arguments[0], "tmpfs", 0, NULL));
    return 0;
}

/* interface-up NAME */
static int interface_up(char **arguments)
{
    struct ifreq request = {.ifr_flags = IFF_UP};
    strncpy(request.ifr_name, arguments[0], sizeof request.ifr_name - 1);
    print_result(ioctl(socket(AF_INET, SOCK_DGRAM, 0), SIOCSIFFLAGS, &request));
    return 0;
}

/* set-hostname NAME */
static int set_hostname(char **arguments)
{
    print_result(sethostname(arguments[0], strlen(arguments[0])));
    return 0;
}

/* ---- descriptors, signals, sessions ---- */

/* descriptors: prints those that are open. */
static int list_descriptors(char **arguments)
{
    const char *separator = "";
    (void)arguments;
    for (int descriptor = 0; descriptor < 65536; descriptor++) {
        if (fcntl(descriptor, F_GETFD) >= 0) {
            printf("%s%d", separator, descriptor);
            separator = " ";
        }
    }
    putchar('\n');
    return 0;
}

static sigset_t all_signals_but(int excepted)
{
    sigset_t signals;
    sigfillset(&signals);
    sigdelset(&signals, excepted);
    return signals;
}

/* await-signal: says that it is ready, and what signal came. */
static int await_signal(char **arguments)
{
    int number;
    const sigset_t signals = all_signals_but(SIGALRM);
    (void)arguments;
    sigprocmask(SIG_BLOCK, &signals, NULL);
    puts("ready");
    fflush(stdout);
    if (sigwait(&signals, &number) != 0)
        die("waiting for a signal");
    printf("got %s\n", sigabbrev_np(number));
    return 0;
}

/* ignoring NUMBER COMMAND...: executes it with that signal ignored. */
static int ignoring(char **arguments)
{
    signal(atoi(arguments[0]), SIG_IGN);
    execvp(arguments[1], arguments + 1);
    die(arguments[1]);
}

/* blocking NUMBER COMMAND...: executes it with that signal blocked. */
static int blocking(char **arguments)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, atoi(arguments[0]));
    sigprocmask(SIG_BLOCK, &signals, NULL);
    execvp(arguments[1], arguments + 1);
    die(arguments[1]);
}

/* session: whether this process leads one of its own. */
static int session(char **arguments)
{
    (void)arguments;
    puts(getsid(0) == getpid() ? "leads" : "follows");
    return 0;
}

/* ---- processes that are left behind ---- */

/* What is left behind is found by its command line: sleep $MARKER. */
static _Noreturn void sleep_under_marker(void)
{
    execlp("sleep", "sleep", getenv("MARKER"), (char *)NULL);
    die("sleep");
}

static void fork_twice_and_sleep(void)
{
    pid_t between = fork();
    if (between == 0) {
        setsid();
        if (fork() == 0)
            sleep_under_marker();
        _exit(0);
    }
    waitpid(between, NULL, 0);
}

static pid_t fork_and_sleep(bool own_session)
{
    pid_t child = fork();
    if (child == 0) {
        if (own_session)
            setsid();
        sleep_under_marker();
    }
    return child;
}

/*
 * abandon [stay]: leaves a plain child, one in a session of its own, an orphan in a session of its own and a stopped
 * child behind; says so when all of them sleep, and ends or stays.
 */
static int abandon(char **arguments)
{
    int ends[2];
    char ignored;
    if (pipe2(ends, O_CLOEXEC) < 0)
        die("creating a pipe");
    fork_and_sleep(false);
    fork_and_sleep(true);
    fork_twice_and_sleep();
    pid_t stopped = fork_and_sleep(false);
    close(ends[1]);
    /* Each holds the pipe until it executes sleep. */
    if (read(ends[0], &ignored, 1) != 0)
        die("waiting for the others");
    kill(stopped, SIGSTOP);
    puts("abandoned");
    fflush(stdout);
    if (arguments[0] != NULL)
        pause();
    return 0;
}

/*
 * Waits until the process so many generations before this one has been reaped. Ended processes keep their ids until then:
 * without a limit they would use up those of the whole machine, and no other program could start anything.
 */
static void keep_few_unreaped(size_t number)
{
    enum { MOST_UNREAPED = 64 };
    static pid_t generations[MOST_UNREAPED];
    pid_t earlier = generations[number % MOST_UNREAPED];
    while (earlier != 0 && kill(earlier, 0) == 0)
        sched_yield();
    generations[number % MOST_UNREAPED] = getpid();
}

/* run-away: always a new process, the child of one that has just ended. MARKER names a file that grows all the while. */
static int run_away(char **arguments)
{
    (void)arguments;
    int file = open(getenv("MARKER"), O_WRONLY | O_CREAT | O_APPEND, 0644);
    time_t end = time(NULL) + LONGEST_SECONDS;
    if (file < 0 || write(file, "0", 1) != 1)
        die("writing");
    if (fork() != 0)
        return 0;
    for (size_t number = 0; time(NULL) < end && write(file, ".", 1) == 1; number++) {
        keep_few_unreaped(number);
        if (fork() != 0)
            _exit(0);
    }
    return 0;
}

struct subcommand {
    const char *name;
    int arguments; /* at least */
    int (*run)(char **arguments);
};

static const struct subcommand SUBCOMMANDS[] = {
    {"parent", 1, parent},
    {"talk", 0, talk},
    {"bind", 2, bind_port},
    {"hold", 0, hold},
    {"meet", 1, meet},
    {"connect", 2, connect_to},
    {"echo", 2, echo},
    {"exchange", 3, exchange},
    {"say", 3, say},
    {"say-many", 3, say_many},
    {"hear", 3, hear},
    {"outlast", 3, outlast},
    {"crash", 2, crash},
    {"stuff", 2, stuff},
    {"pour", 3, pour},
    {"serve-once", 3, serve_once},
    {"echo-datagrams", 2, echo_datagrams},
    {"exchange-datagrams", 4, exchange_datagrams},
    {"crowd", 3, crowd},
    {"ask-in-vain", 2, ask_in_vain},
    {"shout-datagram", 2, shout_datagram},
    {"monotonic", 0, monotonic},
    {"mount", 1, mount_tmpfs},
    {"interface-up", 1, interface_up},
    {"set-hostname", 1, set_hostname},
    {"descriptors", 0, list_descriptors},
    {"await-signal", 0, await_signal},
    {"ignoring", 2, ignoring},
    {"blocking", 2, blocking},
    {"session", 0, session},
    {"abandon", 0, abandon},
    {"run-away", 0, run_away},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < sizeof SUBCOMMANDS / sizeof *SUBCOMMANDS; i++) {
        if (strcmp(argv[1], SUBCOMMANDS[i].name) == 0 && argc - 2 >= SUBCOMMANDS[i].arguments) {
            alarm(LONGEST_SECONDS);
            return SUBCOMMANDS[i].run(argv + 2);
        }
    }
    fputs("probe: no such subcommand, or too few arguments\n", stderr);
    return 99;
}

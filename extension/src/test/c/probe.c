/*
 * What the launcher's tests look with: at the parent's end of the connections, and from inside as the command. Each
 * subcommand does one thing and prints one line about it. None runs for longer than a minute.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
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

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "probe: %s: %s\n", what, strerror(errno));
    exit(99);
}

static void print_result(int result)
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

/* ---- network ---- */

static socklen_t make_address(struct sockaddr_storage *storage, const char *address, const char *port)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)storage;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)storage;
    uint16_t number = htons((uint16_t)atoi(port));
    memset(storage, 0, sizeof *storage);
    if (inet_pton(AF_INET, address, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = number;
        return sizeof *v4;
    }
    if (inet_pton(AF_INET6, address, &v6->sin6_addr) != 1)
        die("no address");
    v6->sin6_family = AF_INET6;
    v6->sin6_port = number;
    return sizeof *v6;
}

static int bound_socket(const char *address, const char *port)
{
    struct sockaddr_storage storage;
    socklen_t length = make_address(&storage, address, port);
    int descriptor = socket(storage.ss_family, SOCK_STREAM, 0);
    if (descriptor < 0)
        die("creating a socket");
    return bind(descriptor, (struct sockaddr *)&storage, length) < 0 ? -1 : descriptor;
}

/* bind ADDRESS PORT */
static int bind_port(char **arguments)
{
    print_result(bound_socket(arguments[0], arguments[1]));
    return 0;
}

/* hold: listens on a free port of 127.0.0.1, prints it, and stays. */
static int hold(char **arguments)
{
    struct sockaddr_in own;
    socklen_t length = sizeof own;
    (void)arguments;
    int listener = bound_socket("127.0.0.1", "0");
    if (listener < 0 || listen(listener, 1) < 0 || getsockname(listener, (struct sockaddr *)&own, &length) < 0)
        die("listening");
    printf("%d\n", ntohs(own.sin_port));
    fflush(stdout);
    pause();
    return 0;
}

/* meet ADDRESS: listens there, and connects to itself. */
static int meet(char **arguments)
{
    struct sockaddr_storage storage;
    socklen_t length = sizeof storage;
    int listener = bound_socket(arguments[0], "0");
    if (listener < 0 || listen(listener, 1) < 0 || getsockname(listener, (struct sockaddr *)&storage, &length) < 0) {
        print_result(-1);
        return 0;
    }
    int client = socket(storage.ss_family, SOCK_STREAM, 0);
    int result = connect(client, (struct sockaddr *)&storage, length);
    print_result(result < 0 ? result : accept(listener, NULL, NULL));
    return 0;
}

/* connect ADDRESS PORT: prints the error, and whether it came within half a second. */
static int connect_to(char **arguments)
{
    struct sockaddr_storage storage;
    struct timespec before;
    struct timespec after;
    socklen_t length = make_address(&storage, arguments[0], arguments[1]);
    int descriptor = socket(storage.ss_family, SOCK_STREAM, 0);
    clock_gettime(CLOCK_MONOTONIC, &before);
    int result = connect(descriptor, (struct sockaddr *)&storage, length);
    const char *name = result < 0 ? strerrorname_np(errno) : "connected";
    clock_gettime(CLOCK_MONOTONIC, &after);
    long milliseconds = (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
    if (milliseconds < 500)
        printf("%s at once\n", name);
    else
        printf("%s after %ld ms\n", name, milliseconds);
    return 0;
}

static struct timeval LIMIT = {.tv_sec = 20};

static int connected_socket(const char *address, const char *port)
{
    struct sockaddr_storage storage;
    socklen_t length = make_address(&storage, address, port);
    int descriptor = socket(storage.ss_family, SOCK_STREAM, 0);
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &LIMIT, sizeof LIMIT);
    return connect(descriptor, (struct sockaddr *)&storage, length) < 0 ? -1 : descriptor;
}

/* Sends back what comes, until the other side sends no more; "reset" ends the connection like a crash. */
static void echo_to(int client)
{
    char text[65536];
    ssize_t count;
    while ((count = read(client, text, sizeof text)) > 0) {
        if (count == 5 && memcmp(text, "reset", 5) == 0) {
            const struct linger at_once = {.l_onoff = 1};
            setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
            break;
        }
        for (ssize_t written = 0; written < count;) {
            ssize_t more = write(client, text + written, (size_t)(count - written));
            if (more < 0)
                _exit(1);
            written += more;
        }
    }
    _exit(0);
}

/* echo ADDRESS PORT: says that it listens, and serves each connection until it is killed. */
static int echo(char **arguments)
{
    int listener = bound_socket(arguments[0], arguments[1]);
    if (listener < 0 || listen(listener, 1024) < 0)
        die("listening");
    puts("listening");
    fflush(stdout);
    while (true) {
        int client = accept(listener, NULL, NULL);
        if (client < 0)
            die("accepting");
        if (fork() == 0)
            echo_to(client);
        close(client);
    }
}

/* Byte number n of what is sent. */
static char pattern(size_t n)
{
    return (char)(n * 31 + n / 251);
}

static void send_pattern(int descriptor, size_t total)
{
    char text[30011];
    for (size_t sent = 0; sent < total;) {
        size_t size = total - sent < sizeof text ? total - sent : sizeof text;
        for (size_t i = 0; i < size; i++)
            text[i] = pattern(sent + i);
        if (write(descriptor, text, size) != (ssize_t)size)
            die("sending");
        sent += size;
    }
}

/*
 * exchange ADDRESS PORT BYTES [PAUSE]: sends that much, ends its own direction, and prints how much came back unchanged
 * before the other side's end. It begins to read after a pause of so many milliseconds.
 */
static int exchange(char **arguments)
{
    size_t total = (size_t)atol(arguments[2]);
    int descriptor = connected_socket(arguments[0], arguments[1]);
    if (descriptor < 0) {
        print_result(-1);
        return 0;
    }
    if (fork() == 0) {
        send_pattern(descriptor, total);
        shutdown(descriptor, SHUT_WR);
        _exit(0);
    }
    if (arguments[3] != NULL)
        usleep((useconds_t)atoi(arguments[3]) * 1000);
    char text[65536];
    size_t received = 0;
    ssize_t count;
    while ((count = read(descriptor, text, sizeof text)) > 0)
        for (ssize_t i = 0; i < count; i++)
            if (text[i] != pattern(received++)) {
                printf("changed at %zu\n", received);
                return 0;
            }
    printf("%zu, then %s\n", received, count == 0 ? "the end" : strerrorname_np(errno));
    return 0;
}

/* say ADDRESS PORT WORD: sends the word and prints the answer, or how the connection ended. */
static int say(char **arguments)
{
    char answer[64] = "";
    int descriptor = connected_socket(arguments[0], arguments[1]);
    if (descriptor < 0 || write(descriptor, arguments[2], strlen(arguments[2])) < 0) {
        print_result(-1);
        return 0;
    }
    ssize_t count = read(descriptor, answer, sizeof answer - 1);
    puts(count < 0 ? strerrorname_np(errno) : count == 0 ? "the end" : answer);
    return 0;
}

/* say-many ADDRESS PORT COUNT: so many connections at once; prints how many answer. */
static int say_many(char **arguments)
{
    int count = atoi(arguments[2]);
    int answered = 0;
    int *descriptors = calloc((size_t)count, sizeof *descriptors);
    for (int i = 0; i < count; i++)
        descriptors[i] = connected_socket(arguments[0], arguments[1]);
    for (int i = 0; i < count; i++)
        if (descriptors[i] >= 0 && write(descriptors[i], &i, sizeof i) != sizeof i)
            puts("a connection broke");
    for (int i = 0; i < count; i++) {
        int answer;
        answered += descriptors[i] >= 0 && read(descriptors[i], &answer, sizeof answer) == sizeof answer && answer == i;
    }
    printf("%d\n", answered);
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
    while (time(NULL) < end && write(file, ".", 1) == 1)
        if (fork() != 0)
            _exit(0);
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

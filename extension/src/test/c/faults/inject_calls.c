#include "inject.h"

#include <elf.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>

static const char *const NAMES[] = {
#include "call_names.inc"
};

struct call find_call(pid_t process)
{
    struct __ptrace_syscall_info info = {0};
    if (ptrace(PTRACE_GET_SYSCALL_INFO, process, sizeof info, &info) < 0)
        return (struct call){.number = -1};
    if (info.op != PTRACE_SYSCALL_INFO_ENTRY)
        return (struct call){.number = -1};
    /* What is watched already can be watched for something else without memory. */
    if (info.entry.nr == SYS_epoll_ctl && info.entry.args[1] != EPOLL_CTL_ADD)
        return (struct call){.entering = true, .number = -1};
    return (struct call){true, (long)info.entry.nr, (long)info.entry.args[0]};
}

const char *call_name(long number)
{
    return number < 0 || (size_t)number >= sizeof NAMES / sizeof *NAMES ? NULL : NAMES[number];
}

#if defined __x86_64__

static void change_register(pid_t process, size_t offset, long value)
{
    if (ptrace(PTRACE_POKEUSER, process, offset, value) < 0)
        die("changing a register");
}

void skip_call(pid_t process)
{
    change_register(process, offsetof(struct user_regs_struct, orig_rax), -1);
}

void fail_call(pid_t process, int error)
{
    change_register(process, offsetof(struct user_regs_struct, rax), -error);
}

#elif defined __aarch64__

void skip_call(pid_t process)
{
    int none = -1;
    struct iovec room = {&none, sizeof none};
    if (ptrace(PTRACE_SETREGSET, process, NT_ARM_SYSTEM_CALL, &room) < 0)
        die("changing the system call");
}

void fail_call(pid_t process, int error)
{
    struct user_regs_struct registers;
    struct iovec room = {&registers, sizeof registers};
    if (ptrace(PTRACE_GETREGSET, process, NT_PRSTATUS, &room) < 0)
        die("reading the registers");
    registers.regs[0] = (uint64_t)-error;
    if (ptrace(PTRACE_SETREGSET, process, NT_PRSTATUS, &room) < 0)
        die("changing a register");
}

#else
#error "It is not known here how the result of a system call is changed on this processor."
#endif

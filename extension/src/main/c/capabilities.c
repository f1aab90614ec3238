#include "capabilities.h"

#include <errno.h>
#include <linux/capability.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "status.h"

#define BIT(capability) (UINT64_C(1) << (capability))

static const uint64_t ALLOWED = BIT(CAP_CHOWN) | BIT(CAP_DAC_OVERRIDE) | BIT(CAP_FOWNER) | BIT(CAP_FSETID)
                                | BIT(CAP_KILL) | BIT(CAP_SETGID) | BIT(CAP_SETUID) | BIT(CAP_SETFCAP);

static const int FOR_THREADS[] = {CAP_SYS_ADMIN, CAP_NET_ADMIN, CAP_NET_BIND_SERVICE};

uint64_t effective_capabilities(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2] = {{0}};
    if (syscall(SYS_capget, &header, data) < 0)
        fail(STEP_CAPABILITIES, "reading the capabilities");
    return (uint64_t)data[1].effective << 32 | data[0].effective;
}

bool has_capability(uint64_t set, int capability)
{
    return (set & BIT(capability)) != 0;
}

bool has_all_allowed(uint64_t set)
{
    return (set & ALLOWED) == ALLOWED;
}

/*
 * Root regains on exec what the bounding set leaves, so that is where its capabilities must go. Who may not reduce the set,
 * as an ordinary user without a user namespace, gains nothing by it either: we forbid new privileges.
 */
static void reduce_bounding_set(uint64_t kept)
{
    if (!has_capability(effective_capabilities(), CAP_SETPCAP))
        return;
    for (int capability = 0; capability < 64; capability++) {
        if (has_capability(kept, capability))
            continue;
        if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0)
            continue;
        if (errno == EINVAL)
            return; /* beyond the last capability that this kernel knows */
        fail(STEP_CAPABILITIES, "dropping capability %d from the bounding set", capability);
    }
}

static void set_capabilities(uint64_t kept, uint64_t inheritable)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2] = {{0}};
    data[0].effective = data[0].permitted = (uint32_t)kept;
    data[1].effective = data[1].permitted = (uint32_t)(kept >> 32);
    data[0].inheritable = (uint32_t)inheritable;
    data[1].inheritable = (uint32_t)(inheritable >> 32);
    if (syscall(SYS_capset, &header, data) < 0)
        fail(STEP_CAPABILITIES, "giving capabilities up");
}

static void clear_ambient(void)
{
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0)
        fail(STEP_CAPABILITIES, "clearing the ambient capabilities");
}

void keep_allowed_capabilities(uint64_t held_before)
{
    uint64_t kept = ALLOWED & held_before;
    clear_ambient();
    reduce_bounding_set(kept);
    set_capabilities(kept, 0);
}

void keep_capabilities_for_threads(uint64_t held_before)
{
    uint64_t for_threads = 0;
    for (size_t i = 0; i < sizeof FOR_THREADS / sizeof *FOR_THREADS; i++)
        for_threads |= BIT(FOR_THREADS[i]);
    uint64_t kept = (ALLOWED & held_before) | for_threads;
    clear_ambient();
    reduce_bounding_set(kept);
    set_capabilities(kept, for_threads);
    for (size_t i = 0; i < sizeof FOR_THREADS / sizeof *FOR_THREADS; i++)
        if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, FOR_THREADS[i], 0, 0) < 0)
            fail(STEP_CAPABILITIES, "keeping capability %d through exec", FOR_THREADS[i]);
}

void keep_capability_to_kill(void)
{
    clear_ambient();
    set_capabilities(BIT(CAP_KILL) & effective_capabilities(), 0);
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
        fail(STEP_CAPABILITIES, "closing this process to debuggers");
}

void forbid_new_privileges(void)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        fail(STEP_NO_NEW_PRIVILEGES, "setting no-new-privileges");
}

/*
 * How the threads of a pool come into the network of another thread. A thread can enter one for itself only, so each has to
 * execute a task that does; and none may be free for a second task before the last has come to its first.
 */
#include "exported.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#define NANOSECONDS_BETWEEN_LOOKS 50000
#define MOST_LOOKS 2000

static atomic_int missing;

/* Puts a descriptor of the calling thread's network into the array. */
EXPORTED(PoolNetworks, openOwn, JNIEnv *env, jclass class, jintArray opened)
{
    (void)class;
    jint descriptor = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    (*env)->SetIntArrayRegion(env, opened, 0, 1, &descriptor);
    return 0;
}

EXPORTED(PoolNetworks, close, JNIEnv *env, jclass class, jint descriptor)
{
    (void)env;
    (void)class;
    return close(descriptor) < 0 ? errno : 0;
}

/* So many threads are to call enter. */
EXPORTED(PoolNetworks, expect, JNIEnv *env, jclass class, jint count)
{
    (void)env;
    (void)class;
    atomic_store(&missing, count);
    return 0;
}

/* Enters the network, and waits until all others have, for a tenth of a second at most. */
EXPORTED(PoolNetworks, enter, JNIEnv *env, jclass class, jint descriptor)
{
    (void)env;
    (void)class;
    struct timespec pause = {.tv_nsec = NANOSECONDS_BETWEEN_LOOKS};
    int error = setns(descriptor, CLONE_NEWNET) < 0 ? errno : 0;
    atomic_fetch_sub(&missing, 1);
    for (int look = 0; look < MOST_LOOKS && atomic_load(&missing) > 0; look++)
        nanosleep(&pause, NULL);
    return error;
}

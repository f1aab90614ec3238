/*
 * What a thread of a child JVM does to be in namespaces of its own.
 */
#include "exported.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <net/if.h>
#include <sched.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* In musl's headers, and in older ones of the kernel, they are not. */
#ifndef OPEN_TREE_CLONE
#define OPEN_TREE_CLONE 1
#endif
#ifndef MOVE_MOUNT_F_EMPTY_PATH
#define MOVE_MOUNT_F_EMPTY_PATH 0x00000004
#endif
#ifndef AT_RECURSIVE
#define AT_RECURSIVE 0x8000
#endif

struct text {
    char bytes[PATH_MAX];
};

/* Whether the text fits, with its end. */
static bool copy(JNIEnv *env, jbyteArray array, struct text *text)
{
    jsize length = (*env)->GetArrayLength(env, array);
    if ((size_t)length >= sizeof text->bytes)
        return false;
    (*env)->GetByteArrayRegion(env, array, 0, length, (jbyte *)text->bytes);
    text->bytes[length] = '\0';
    return true;
}

EXPORTED(ThreadNamespaces, unshare, JNIEnv *env, jclass class, jint flags)
{
    (void)env;
    (void)class;
    return unshare(flags) < 0 ? errno : 0;
}

EXPORTED(ThreadNamespaces, bringLoopbackUp, JNIEnv *env, jclass class)
{
    (void)env;
    (void)class;
    struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_LOOPBACK | IFF_RUNNING};
    int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return errno;
    int error = ioctl(descriptor, SIOCSIFFLAGS, &request) < 0 ? errno : 0;
    close(descriptor);
    return error;
}

EXPORTED(ThreadNamespaces, mountTmpfs, JNIEnv *env, jclass class, jbyteArray directory, jbyteArray options)
{
    struct text path;
    struct text data;
    (void)class;
    if (!copy(env, directory, &path) || !copy(env, options, &data))
        return ENAMETOOLONG;
    return mount("tmpfs", path.bytes, "tmpfs", MS_NOSUID | MS_NODEV, data.bytes) < 0 ? errno : 0;
}

/* Puts a descriptor of what is mounted at the path, with all below it, into the array. */
EXPORTED(ThreadNamespaces, openMount, JNIEnv *env, jclass class, jbyteArray path, jintArray opened)
{
    struct text text;
    (void)class;
    if (!copy(env, path, &text))
        return ENAMETOOLONG;
    jint descriptor = (jint)syscall(SYS_open_tree, AT_FDCWD, text.bytes,
                                    OPEN_TREE_CLONE | O_CLOEXEC | AT_RECURSIVE);
    if (descriptor < 0)
        return errno;
    (*env)->SetIntArrayRegion(env, opened, 0, 1, &descriptor);
    return 0;
}

/* Mounts what has been opened at the path, and closes the descriptor. */
EXPORTED(ThreadNamespaces, mountOpened, JNIEnv *env, jclass class, jint descriptor, jbyteArray path)
{
    struct text text;
    (void)class;
    int error = ENAMETOOLONG;
    if (copy(env, path, &text))
        error = syscall(SYS_move_mount, descriptor, "", AT_FDCWD, text.bytes, MOVE_MOUNT_F_EMPTY_PATH) < 0 ? errno : 0;
    close(descriptor);
    return error;
}

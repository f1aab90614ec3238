/*
 * How a child JVM comes by its connection to the parent without the classes for channels, whose initialisation takes a tenth
 * of the processor time of a short test.
 */
#include "exported.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

JNIEXPORT jint JNICALL Agent_OnLoad(JavaVM *vm, char *options, void *reserved);

/* The JVM demands it of an agent. */
JNIEXPORT jint JNICALL Agent_OnLoad(JavaVM *vm, char *options, void *reserved)
{
    (void)vm;
    (void)options;
    (void)reserved;
    return JNI_OK;
}

static int replace_by_nothing(int descriptor)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0)
        return errno;
    int error = dup2(nothing, descriptor) < 0 ? errno : 0;
    close(nothing);
    return error;
}

static int require_socket(int descriptor)
{
    int type;
    socklen_t size = sizeof type;
    return getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) < 0 ? errno : 0;
}

/* Lets the java.io.FileDescriptor stand for what was descriptor 0, and leaves /dev/null there. */
EXPORTED(ControlSocket, takeStandardInput, JNIEnv *env, jclass class, jobject holder)
{
    (void)class;
    jfieldID field = (*env)->GetFieldID(env, (*env)->GetObjectClass(env, holder), "fd", "I");
    if (field == NULL)
        return ENOTSUP;
    int error = require_socket(STDIN_FILENO);
    if (error != 0)
        return error;
    int taken = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (taken < 0)
        return errno;
    (*env)->SetIntField(env, holder, field, taken);
    return replace_by_nothing(STDIN_FILENO);
}

/* Who waits to read from it finds its end. */
EXPORTED(ControlSocket, endReading, JNIEnv *env, jclass class, jobject holder)
{
    (void)class;
    jfieldID field = (*env)->GetFieldID(env, (*env)->GetObjectClass(env, holder), "fd", "I");
    if (field == NULL)
        return ENOTSUP;
    return shutdown((*env)->GetIntField(env, holder, field), SHUT_RD) < 0 ? errno : 0;
}

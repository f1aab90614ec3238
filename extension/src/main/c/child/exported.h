/*
 * The native side of classes of org.junitisolated.internal.child. The JVM finds it since the library is loaded as an agent
 * (java -agentpath:...), which needs no loading by Java code, and no permission for that: see JEP 472.
 *
 * Linked with no libc: whichever the JVM has, glibc or musl, is there already, and has what is called here.
 */
#ifndef EXPORTED_H
#define EXPORTED_H

#include <jni.h>

/* A function that returns 0 or errno, so that its caller can name the step. */
#define EXPORTED(class, name, ...)                                                                                         \
    JNIEXPORT jint JNICALL Java_org_junitisolated_internal_child_##class##_##name(__VA_ARGS__);                            \
    JNIEXPORT jint JNICALL Java_org_junitisolated_internal_child_##class##_##name(__VA_ARGS__)

#endif

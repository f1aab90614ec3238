/* Tells the answer of a seccomp filter from the kernel's own. */
#ifndef SECCOMP_FILTER_H
#define SECCOMP_FILTER_H

/*
 * Returns which of the calls that make namespaces and mounts a filter refuses, as words for the end of a failure's text:
 * ", refused by a seccomp filter: clone unshare mount"; an empty text where there is no such filter. Changes errno.
 */
const char *calls_refused_by_filter(void);

#endif

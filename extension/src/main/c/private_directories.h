/* Empty directories of the test's own, and what stays visible below them. */
#ifndef PRIVATE_DIRECTORIES_H
#define PRIVATE_DIRECTORIES_H

#include "options.h"

/* Covers the --tmpfs directories and brings the --keep paths back to sight. */
void cover_directories(const struct options *options);

#endif

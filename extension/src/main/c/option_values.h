/* Values of options; each function ends the process with one line on stderr when a value is wrong. */
#ifndef OPTION_VALUES_H
#define OPTION_VALUES_H

#include <stdint.h>

const char *absolute_path(const char *path, const char *option);

/* A whole number from 1 to the largest. */
uint64_t positive_number(const char *text, uint64_t largest, const char *option);

int64_t number_between(const char *text, int64_t smallest, int64_t largest, const char *option);

#endif

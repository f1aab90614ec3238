#include "option_values.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "errors.h"

const char *absolute_path(const char *path, const char *option)
{
    if (path[0] != '/')
        die_usage("%s needs an absolute path, not \"%s\"", option, path);
    return path;
}

uint64_t positive_number(const char *text, uint64_t largest, const char *option)
{
    char *end;
    errno = 0;
    uint64_t number = strtoull(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end != '\0' || errno != 0 || number == 0 || number > largest)
        die_usage("%s needs a number from 1 to %" PRIu64 ", not \"%s\"", option, largest, text);
    return number;
}

int64_t number_between(const char *text, int64_t smallest, int64_t largest, const char *option)
{
    char *end;
    const char *digits = *text == '-' ? text + 1 : text;
    errno = 0;
    int64_t number = strtoll(text, &end, 10);
    if (!isdigit((unsigned char)*digits) || *end != '\0' || errno != 0 || number < smallest || number > largest)
        die_usage("%s needs a number from %" PRId64 " to %" PRId64 ", not \"%s\"", option, smallest, largest, text);
    return number;
}

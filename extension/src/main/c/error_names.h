/* The symbolic names of errors, which not every C library has. */
#ifndef ERROR_NAMES_H
#define ERROR_NAMES_H

/* Such as "ENOENT"; "-" where there is none, as for 0. */
const char *error_name(int error);

#endif

/* What ends the launcher ends one input here: stands for errors.c and status.c, and for exit(3) in what is fuzzed. */
#ifndef ENDING_H
#define ENDING_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern jmp_buf ending;

/* Frees what has been allocated for the input. */
void free_allocated(void);

/* Says what does not hold, and ends the fuzzer as one that has found something. */
void require(bool holds, const char *what);

/* What libFuzzer calls. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif

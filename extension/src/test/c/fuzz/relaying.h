/* What the fuzzers of the relay share: its far side, and what must hold when nothing is under way any more. */
#ifndef RELAYING_H
#define RELAYING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "far_sockets.h"

/* The input, taken from byte by byte; 0 when it is at its end. */
struct input {
    const uint8_t *rest;
    const uint8_t *end;
};

unsigned take_byte(struct input *input);

/* Up to 64 KiB, small ones as often as large ones. */
size_t take_size(struct input *input);

/* Opens the relay on the first call. */
void prepare_relay(void);

/* A request for a far socket that has come; returns false if there is none. */
bool find_request(uint32_t *number);

/* Answers a request, with a descriptor, which is closed here, or with -1 and an error, and lets the relay take it. */
void answer_request(uint32_t number, int descriptor, int error);

/* Lets the relay do what there is to do; it must come to an end with it. */
void serve_all(void);

/* Waits a moment for the kernel; returns false when a second has gone by without anything that has come. */
bool await_more(int *idle_rounds);

size_t count_descriptors(void);

#endif

#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdint.h>

/* Lets the kernel take back the pages of the program's code and constants, and of its libraries', each of which is read
 * from its file again when it is needed, and the memory that starting took. */
void program_release_code(void);

/* Overwrites a text in the arguments that others see in the list of processes. Not for two threads at once. */
void program_hide_argument(const char *secret);

/* A pipe, as pipe(2), that no other program inherits. Returns 0, or -1 and sets errno. */
int program_pipe(int ends[2]);

/* For a child that is to do one thing with what it got: it ends with the thread that started it, gains no privilege,
 * writes no file and no core, and has its standard descriptors only. Returns 0, or -1 when any of it can't be had. */
int program_confine(void);

/* Limits of this process: bytes of memory of its own, and descriptors. Returns 0 or -1. */
int program_limit(uint64_t memory, uint32_t descriptors);

/* Asks the scheduler to let the thread that calls run soon after it wakes (short turns: Linux 6.12 and later), at a
 * slightly smaller share of a processor that is short (nice 2). What fails is left as it was. */
void program_prefer_latency(void);

/* The thread that calls sleeps for 0.05 ms, and what the kernel's timers add. */
void program_rest(void);

#endif

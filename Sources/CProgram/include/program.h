#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdint.h>

/* Lets the kernel take back the pages of the program's own code, each of which is read from its file again when it runs,
 * and the memory that starting needed. */
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

/* How the kernel shares the processor with the thread that calls: its niceness (0 to 19; less can't be had back), and the
 * nanoseconds (0.1 to 100 ms) that it runs at a time when others want to. Who asks for short turns gets them sooner, and
 * goes before one with long turns when it wakes; kernels before 6.12 give all the same. What fails is left as it was. */
void program_schedule_thread(int nice, uint64_t slice);

#endif

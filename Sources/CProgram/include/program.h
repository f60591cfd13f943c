#ifndef PROGRAM_H
#define PROGRAM_H

/* Lets the kernel take back the pages of the program's own code; each is read from its file again when it runs. */
void program_release_code(void);

/* Overwrites a text in the arguments that others see in the list of processes. Not for two threads at once. */
void program_hide_argument(const char *secret);

#endif

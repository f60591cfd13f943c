#ifndef PROGRAM_H
#define PROGRAM_H

/* Lets the kernel take back the pages of the program's own code; each is read from its file again when it runs. */
void program_release_code(void);

#endif

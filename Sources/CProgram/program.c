#define _GNU_SOURCE
#include "program.h"

#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <string.h>
#include <unistd.h>

/* Only what is never written: pages that the loader has relocated are not as they are in the file. */
static int release_code(struct dl_phdr_info *object, size_t size, void *context) {
    (void)size;
    (void)context;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int index = 0; index < object->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
        if (segment->p_type != PT_LOAD || (segment->p_flags & (PF_W | PF_X)) != PF_X)
            continue;
        uintptr_t start = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
        uintptr_t end = object->dlpi_addr + segment->p_vaddr + segment->p_memsz;
        madvise((void *)start, end - start, MADV_DONTNEED);
    }
    /* The first object is the program itself; no other is asked for. */
    return 1;
}

void program_release_code(void) {
    dl_iterate_phdr(release_code, NULL);
}

static int argument_count;
static char **arguments;

/* glibc hands a constructor what it hands main; others don't, and leave it at none. */
#ifdef __GLIBC__
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
    argument_count = count;
    arguments = values;
}
#endif

void program_hide_argument(const char *secret) {
    const size_t length = strlen(secret);
    if (length == 0)
        return;
    for (int index = 1; index < argument_count; index++) {
        for (char *found = strstr(arguments[index], secret); found; found = strstr(found + length, secret))
            memset(found, 'x', length);
    }
}

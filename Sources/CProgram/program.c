#define _GNU_SOURCE
#include "program.h"

#include <fcntl.h>
#include <link.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Only what is never written: pages that the loader has relocated are not as they are in the file. */
static int release_code(struct dl_phdr_info *object, size_t size, void *context) {
    (void)size;
    (void)context;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    /* The kernel's own, which no file has. */
    if (object->dlpi_addr == getauxval(AT_SYSINFO_EHDR))
        return 0;
    for (int index = 0; index < object->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0)
            continue;
        uintptr_t start = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
        uintptr_t end = object->dlpi_addr + segment->p_vaddr + segment->p_memsz;
        madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void program_release_code(void) {
    dl_iterate_phdr(release_code, NULL);
#ifdef __GLIBC__
    /* Carrying an earlier database over takes much memory for a moment, of which nothing is in use any more. */
    malloc_trim(0);
#endif
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

int program_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC);
}

static int limit(int resource, rlim_t value) {
    const struct rlimit both = {value, value};
    return setrlimit(resource, &both);
}

int program_confine(void) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return -1;
    /* Kernels before 5.9 don't know it; what was opened by the parent is closed by its flag there. */
    syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0);
    signal(SIGPIPE, SIG_IGN);
    return limit(RLIMIT_FSIZE, 0) == 0 && limit(RLIMIT_CORE, 0) == 0 ? 0 : -1;
}

int program_limit(uint64_t memory, uint32_t descriptors) {
    return limit(RLIMIT_DATA, memory) == 0 && limit(RLIMIT_NOFILE, descriptors) == 0 ? 0 : -1;
}

void program_prefer_latency(void) {
    /* The kernel's first layout of struct sched_attr, which glibc of that age does not have. */
    const struct {
        uint32_t size, policy;
        uint64_t flags;
        int32_t nice;
        uint32_t priority;
        uint64_t runtime, deadline, period;
    } attributes = {.size = 48, .nice = 2, .runtime = 100000};
    syscall(SYS_sched_setattr, 0, &attributes, 0);
}

void program_rest(void) {
    const struct timespec time = {.tv_nsec = 50000};
    nanosleep(&time, NULL);
}

// libFuzzer comes with the toolchain as a library without a header.
#include <stddef.h>
#include <stdint.h>

// Runs the fuzzer with the arguments of its command line; `test` returns 0.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));

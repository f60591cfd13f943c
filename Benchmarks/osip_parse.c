// The parser to beat: libosip2 on one thread. Each round takes a message from bytes to its structures
// and frees it again, which is what a server does once a packet.
//
//     osip_parse FILE [SECONDS]      prints {"messages_per_second": N, ...}; 3 seconds unless told
//
// Link with -losip2 -losipparser2.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include <osipparser2/osip_parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUND = 1000, LARGEST = 65536 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void parse(const char *bytes, size_t length) {
    osip_message_t *message;
    if (osip_message_init(&message) != 0 || osip_message_parse(message, bytes, length) != 0) {
        fprintf(stderr, "osip_parse: libosip2 refuses the message\n");
        exit(1);
    }
    osip_message_free(message);
}

int main(int argc, char **argv) {
    double seconds = argc > 2 ? atof(argv[2]) : 3;
    if (argc < 2 || seconds <= 0) {
        fprintf(stderr, "usage: osip_parse FILE [SECONDS]\n");
        return 2;
    }
    FILE *file = fopen(argv[1], "rb");
    if (!file) {
        perror(argv[1]);
        return 1;
    }
    static char bytes[LARGEST];
    size_t length = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);

    parser_init();
    for (int i = 0; i < ROUND; i++) parse(bytes, length);
    double start = now(), elapsed;
    long messages = 0;
    do {
        for (int i = 0; i < ROUND; i++) parse(bytes, length);
        messages += ROUND;
        elapsed = now() - start;
    } while (elapsed < seconds);
    printf("{\"messages_per_second\": %.0f, \"messages\": %ld, \"seconds\": %.3f, \"bytes\": %zu}\n",
           messages / elapsed, messages, elapsed, length);
    return 0;
}

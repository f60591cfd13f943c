// The machine's limit: a bare UDP echo. One thread, blocking, 64 messages a system call, nothing
// looked at and nothing kept. What the node answers and commits is compared with what this answers.
//
//     echo [ADDRESS]      prints the port it was given on standard output, ends on SIGTERM
//
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

enum { BURST = 64, DATAGRAM = 2048, RECEIVE_BUFFER = 32 << 20 };

static void fail(const char *what) {
    perror(what);
    exit(1);
}

int main(int argc, char **argv) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    if (inet_pton(AF_INET, argc > 1 ? argv[1] : "127.0.0.1", &address.sin_addr) != 1) {
        fprintf(stderr, "echo: %s is not an IPv4 address\n", argv[1]);
        return 2;
    }
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0) fail("socket");
    // Root may pass net.core.rmem_max; everybody else gets as much as that allows.
    int size = RECEIVE_BUFFER;
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) fail("bind");
    socklen_t length = sizeof address;
    if (getsockname(fd, (struct sockaddr *)&address, &length) < 0) fail("getsockname");
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);

    static char data[BURST][DATAGRAM];
    static struct sockaddr_in peers[BURST];
    static struct iovec parts[BURST];
    static struct mmsghdr messages[BURST];
    for (int i = 0; i < BURST; i++) {
        parts[i] = (struct iovec){data[i], DATAGRAM};
        messages[i].msg_hdr = (struct msghdr){
            .msg_name = &peers[i], .msg_namelen = sizeof peers[i], .msg_iov = &parts[i], .msg_iovlen = 1};
    }
    for (;;) {
        int count = recvmmsg(fd, messages, BURST, MSG_WAITFORONE, NULL);
        if (count < 0) {
            if (errno == EINTR) continue;
            fail("recvmmsg");
        }
        for (int i = 0; i < count; i++) parts[i].iov_len = messages[i].msg_len;
        for (int sent = 0; sent < count;) {
            int done = sendmmsg(fd, messages + sent, count - sent, 0);
            // A datagram that cannot be sent is dropped, as the network would; the next one is tried.
            sent += done > 0 ? done : 1;
        }
        for (int i = 0; i < count; i++) {
            parts[i].iov_len = DATAGRAM;
            messages[i].msg_hdr.msg_namelen = sizeof peers[i];
        }
    }
}

#define _GNU_SOURCE
#include "datagrams.h"
#include "parts.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static const uint8_t mapped_prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

void datagram_map_ipv4(uint8_t address[16], const struct in_addr *ipv4) {
    memcpy(address, mapped_prefix, sizeof mapped_prefix);
    memcpy(address + 12, ipv4, 4);
}

void datagram_endpoint_of(const struct sockaddr_storage *from, struct datagram_endpoint *to) {
    if (from->ss_family == AF_INET) {
        const struct sockaddr_in *ipv4 = (const struct sockaddr_in *)from;
        datagram_map_ipv4(to->address, &ipv4->sin_addr);
        to->port = ipv4->sin_port;
    } else {
        const struct sockaddr_in6 *ipv6 = (const struct sockaddr_in6 *)from;
        memcpy(to->address, &ipv6->sin6_addr, 16);
        to->port = ipv6->sin6_port;
    }
}

static int enable(int descriptor, int level, int option) {
    const int on = 1;
    return setsockopt(descriptor, level, option, &on, sizeof on);
}

int datagram_is_wildcard(const struct datagram_endpoint *local) {
    static const uint8_t any[4] = {0};
    static const struct in6_addr any_ipv6 = IN6ADDR_ANY_INIT;
    return memcmp(local->address, &any_ipv6, 16) == 0 ||
           (memcmp(local->address, mapped_prefix, sizeof mapped_prefix) == 0 && memcmp(local->address + 12, any, 4) == 0);
}

static int ask_for_destination(int descriptor, int is_ipv6) {
    return is_ipv6 ? enable(descriptor, IPPROTO_IPV6, IPV6_RECVPKTINFO) : enable(descriptor, IPPROTO_IP, IP_PKTINFO);
}

static int configure(int descriptor, int is_ipv6, int receive_buffer, int timeout_ms) {
    const struct timeval timeout = {timeout_ms / 1000, timeout_ms % 1000 * 1000};
    if (enable(descriptor, SOL_SOCKET, SO_REUSEPORT) < 0)
        return -1;
    if (setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout) < 0)
        return -1;
    if (is_ipv6 && enable(descriptor, IPPROTO_IPV6, IPV6_V6ONLY) < 0)
        return -1;
    /* What follows makes it better but not different: beyond net.core.rmem_max only with privilege. */
    if (setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &receive_buffer, sizeof receive_buffer) < 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    enable(descriptor, SOL_SOCKET, SO_RXQ_OVFL);
    return 0;
}

static socklen_t address_of(const struct datagram_endpoint *from, int is_ipv6, struct sockaddr_storage *to) {
    if (is_ipv6) {
        struct sockaddr_in6 *ipv6 = (struct sockaddr_in6 *)to;
        *ipv6 = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = from->port};
        memcpy(&ipv6->sin6_addr, from->address, 16);
        return sizeof *ipv6;
    }
    struct sockaddr_in *ipv4 = (struct sockaddr_in *)to;
    *ipv4 = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = from->port};
    memcpy(&ipv4->sin_addr, from->address + 12, 4);
    return sizeof *ipv4;
}

static int bind_to(int descriptor, const struct datagram_endpoint *local, int is_ipv6) {
    struct sockaddr_storage address;
    socklen_t length = address_of(local, is_ipv6, &address);
    return bind(descriptor, (struct sockaddr *)&address, length);
}

static int open_socket(int is_ipv6) {
    return socket(is_ipv6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

int datagram_probe(const struct datagram_endpoint *local, int is_ipv6) {
    int descriptor = open_socket(is_ipv6), error = 0;
    if (descriptor < 0)
        return -errno;
    if ((is_ipv6 && enable(descriptor, IPPROTO_IPV6, IPV6_V6ONLY) < 0) || bind_to(descriptor, local, is_ipv6) < 0)
        error = errno;
    close(descriptor);
    return -error;
}

int datagram_open(const struct datagram_endpoint *local, int is_ipv6, int receive_buffer, int timeout_ms) {
    int descriptor = open_socket(is_ipv6);
    if (descriptor < 0)
        return -errno;
    if (configure(descriptor, is_ipv6, receive_buffer, timeout_ms) < 0 || bind_to(descriptor, local, is_ipv6) < 0 ||
        (datagram_is_wildcard(local) && ask_for_destination(descriptor, is_ipv6) < 0)) {
        int error = errno;
        close(descriptor);
        return -error;
    }
    return descriptor;
}

int datagram_open_alone(const struct datagram_endpoint *local, int is_ipv6, int receive_buffer) {
    int descriptor = open_socket(is_ipv6);
    if (descriptor < 0)
        return -errno;
    if (setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer) < 0 ||
        (is_ipv6 && enable(descriptor, IPPROTO_IPV6, IPV6_V6ONLY) < 0) || bind_to(descriptor, local, is_ipv6) < 0) {
        int error = errno;
        close(descriptor);
        return -error;
    }
    return descriptor;
}

int datagram_send(int descriptor, const struct datagram_endpoint *remote, int is_ipv6, const void *bytes,
                  size_t length) {
    struct sockaddr_storage address;
    socklen_t address_length = address_of(remote, is_ipv6, &address);
    while (sendto(descriptor, bytes, length, MSG_DONTWAIT, (struct sockaddr *)&address, address_length) < 0)
        if (errno != EINTR)
            return -errno;
    return 0;
}

int datagram_take(int descriptor, void *bytes, size_t size, struct datagram_endpoint *source) {
    struct sockaddr_storage address = {0};
    socklen_t address_length = sizeof address;
    ssize_t length;
    do
        length = recvfrom(descriptor, bytes, size, MSG_DONTWAIT, (struct sockaddr *)&address, &address_length);
    while (length < 0 && errno == EINTR);
    if (length < 0)
        return -errno;
    datagram_endpoint_of(&address, source);
    return (int)length;
}

int datagram_local(int descriptor, struct datagram_endpoint *local) {
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    if (getsockname(descriptor, (struct sockaddr *)&address, &length) < 0)
        return -errno;
    datagram_endpoint_of(&address, local);
    return 0;
}

size_t datagram_write_control(const struct datagram_endpoint *from, union datagram_control *control) {
    const uint8_t *local = from->address;
    struct cmsghdr *part = &control->align;
    memset(control, 0, sizeof *control);
    if (memcmp(local, mapped_prefix, sizeof mapped_prefix) == 0) {
        struct in_pktinfo info = {0};
        memcpy(&info.ipi_spec_dst, local + 12, 4);
        part->cmsg_level = IPPROTO_IP;
        part->cmsg_type = IP_PKTINFO;
        part->cmsg_len = CMSG_LEN(sizeof info);
        memcpy(CMSG_DATA(part), &info, sizeof info);
        return CMSG_SPACE(sizeof info);
    }
    struct in6_pktinfo info = {0};
    memcpy(&info.ipi6_addr, local, 16);
    part->cmsg_level = IPPROTO_IPV6;
    part->cmsg_type = IPV6_PKTINFO;
    part->cmsg_len = CMSG_LEN(sizeof info);
    memcpy(CMSG_DATA(part), &info, sizeof info);
    return CMSG_SPACE(sizeof info);
}

int datagram_send_from(int descriptor, const struct datagram_endpoint *local, const struct datagram_endpoint *remote,
                       int is_ipv6, const void *bytes, size_t length) {
    struct sockaddr_storage address;
    union datagram_control control;
    struct iovec vector = {(void *)(uintptr_t)bytes, length};
    struct msghdr message = {
        .msg_name = &address,
        .msg_namelen = address_of(remote, is_ipv6, &address),
        .msg_iov = &vector,
        .msg_iovlen = 1,
        .msg_control = &control,
        .msg_controllen = datagram_write_control(local, &control),
    };
    while (sendmsg(descriptor, &message, MSG_DONTWAIT) < 0)
        if (errno != EINTR)
            return -errno;
    return 0;
}

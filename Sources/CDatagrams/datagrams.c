#define _GNU_SOURCE
#include "datagrams.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

/* Enough for one packet-info of either family and the drop counter. */
#define CONTROL_SIZE 128

union control {
    struct cmsghdr align;
    char bytes[CONTROL_SIZE];
};

struct datagram_batch {
    unsigned count;
    size_t size;
    uint8_t *storage;
    struct mmsghdr *incoming, *outgoing;
    struct iovec *incoming_vectors, *outgoing_vectors;
    struct sockaddr_storage *sources;
    union control *incoming_control, *outgoing_control;
    struct datagram_endpoint *destinations;
    /* What the socket is bound to; where that is one address, no packet info is asked for or given. */
    struct datagram_endpoint local;
    int is_local_known, is_one_address;
    unsigned waiting, refused;
    uint32_t dropped;
};

static const uint8_t mapped_prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

static void map_ipv4(uint8_t address[16], const struct in_addr *ipv4) {
    memcpy(address, mapped_prefix, sizeof mapped_prefix);
    memcpy(address + 12, ipv4, 4);
}

static void endpoint_of(const struct sockaddr_storage *from, struct datagram_endpoint *to) {
    if (from->ss_family == AF_INET) {
        const struct sockaddr_in *ipv4 = (const struct sockaddr_in *)from;
        map_ipv4(to->address, &ipv4->sin_addr);
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

static int is_wildcard(const struct datagram_endpoint *local) {
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
        (is_wildcard(local) && ask_for_destination(descriptor, is_ipv6) < 0)) {
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
    endpoint_of(&address, source);
    return (int)length;
}

int datagram_local(int descriptor, struct datagram_endpoint *local) {
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    if (getsockname(descriptor, (struct sockaddr *)&address, &length) < 0)
        return -errno;
    endpoint_of(&address, local);
    return 0;
}

struct datagram_batch *datagram_batch_new(unsigned count, size_t size) {
    struct datagram_batch *batch = calloc(1, sizeof *batch);
    if (!batch)
        return NULL;
    batch->count = count;
    batch->size = size;
    /* Untouched pages of this cost nothing, so that every slot can hold the largest datagram. */
    batch->storage = malloc(count * size);
    batch->incoming = calloc(count, sizeof *batch->incoming);
    batch->outgoing = calloc(count, sizeof *batch->outgoing);
    batch->incoming_vectors = calloc(count, sizeof *batch->incoming_vectors);
    batch->outgoing_vectors = calloc(count, sizeof *batch->outgoing_vectors);
    batch->sources = calloc(count, sizeof *batch->sources);
    batch->incoming_control = calloc(count, sizeof *batch->incoming_control);
    batch->outgoing_control = calloc(count, sizeof *batch->outgoing_control);
    batch->destinations = calloc(count, sizeof *batch->destinations);
    if (!batch->storage || !batch->incoming || !batch->outgoing || !batch->incoming_vectors ||
        !batch->outgoing_vectors || !batch->sources || !batch->incoming_control ||
        !batch->outgoing_control || !batch->destinations) {
        datagram_batch_free(batch);
        return NULL;
    }
    for (unsigned index = 0; index < count; index++) {
        batch->incoming_vectors[index] = (struct iovec){batch->storage + index * size, size};
        batch->incoming[index].msg_hdr = (struct msghdr){
            .msg_name = &batch->sources[index],
            .msg_iov = &batch->incoming_vectors[index],
            .msg_iovlen = 1,
            .msg_control = &batch->incoming_control[index],
        };
    }
    return batch;
}

void datagram_batch_free(struct datagram_batch *batch) {
    free(batch->storage);
    free(batch->incoming);
    free(batch->outgoing);
    free(batch->incoming_vectors);
    free(batch->outgoing_vectors);
    free(batch->sources);
    free(batch->incoming_control);
    free(batch->outgoing_control);
    free(batch->destinations);
    free(batch);
}

void datagram_prefer_latency(void) {
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

static void read_control(struct datagram_batch *batch, unsigned index) {
    struct msghdr *message = &batch->incoming[index].msg_hdr;
    struct datagram_endpoint *destination = &batch->destinations[index];
    *destination = batch->local;
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part)) {
        if (part->cmsg_level == IPPROTO_IP && part->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo info;
            memcpy(&info, CMSG_DATA(part), sizeof info);
            map_ipv4(destination->address, &info.ipi_addr);
        } else if (part->cmsg_level == IPPROTO_IPV6 && part->cmsg_type == IPV6_PKTINFO) {
            struct in6_pktinfo info;
            memcpy(&info, CMSG_DATA(part), sizeof info);
            memcpy(destination->address, &info.ipi6_addr, 16);
        } else if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SO_RXQ_OVFL) {
            memcpy(&batch->dropped, CMSG_DATA(part), sizeof batch->dropped);
        }
    }
}

int datagram_receive(int descriptor, struct datagram_batch *batch) {
    if (!batch->is_local_known && datagram_local(descriptor, &batch->local) == 0) {
        batch->is_local_known = 1;
        batch->is_one_address = !is_wildcard(&batch->local);
    }
    for (unsigned index = 0; index < batch->count; index++) {
        batch->incoming[index].msg_hdr.msg_namelen = sizeof batch->sources[index];
        batch->incoming[index].msg_hdr.msg_controllen = sizeof batch->incoming_control[index];
    }
    int received = recvmmsg(descriptor, batch->incoming, batch->count, MSG_WAITFORONE, NULL);
    if (received < 0)
        return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    for (int index = 0; index < received; index++)
        read_control(batch, (unsigned)index);
    return received;
}

const uint8_t *datagram_bytes(const struct datagram_batch *batch, unsigned index, size_t *length) {
    *length = batch->incoming[index].msg_len;
    return batch->storage + index * batch->size;
}

void datagram_endpoints(const struct datagram_batch *batch, unsigned index,
                        struct datagram_endpoint *source, struct datagram_endpoint *destination) {
    endpoint_of(&batch->sources[index], source);
    *destination = batch->destinations[index];
}

uint32_t datagram_dropped(const struct datagram_batch *batch) {
    return batch->dropped;
}

/* The answer leaves from the address that the datagram was sent to, whatever the routes say. */
static size_t write_control(const struct datagram_endpoint *from, union control *control) {
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

void datagram_reply(int descriptor, struct datagram_batch *batch, unsigned index,
                    const void *bytes, size_t length) {
    if (batch->waiting == batch->count) {
        unsigned refused = datagram_flush(descriptor, batch);
        batch->refused = refused;
    }
    unsigned slot = batch->waiting++;
    size_t control_length = batch->is_one_address ? 0 : write_control(&batch->destinations[index], &batch->outgoing_control[slot]);
    batch->outgoing_vectors[slot] = (struct iovec){(void *)(uintptr_t)bytes, length};
    batch->outgoing[slot].msg_hdr = (struct msghdr){
        .msg_name = &batch->sources[index],
        .msg_namelen = batch->incoming[index].msg_hdr.msg_namelen,
        .msg_iov = &batch->outgoing_vectors[slot],
        .msg_iovlen = 1,
        .msg_control = control_length ? &batch->outgoing_control[slot] : NULL,
        .msg_controllen = control_length,
    };
}

unsigned datagram_flush(int descriptor, struct datagram_batch *batch) {
    unsigned sent = 0, refused = batch->refused;
    while (sent < batch->waiting) {
        int done = sendmmsg(descriptor, batch->outgoing + sent, batch->waiting - sent, MSG_DONTWAIT);
        if (done > 0) {
            sent += (unsigned)done;
        } else if (done < 0 && errno == EINTR) {
            continue;
        } else {
            /* Port 0, no route, a firewall's rule, a full buffer: this answer is lost, the next is not. */
            sent++;
            refused++;
        }
    }
    batch->waiting = 0;
    batch->refused = 0;
    return refused;
}

int datagram_send_from(int descriptor, const struct datagram_endpoint *local, const struct datagram_endpoint *remote,
                       int is_ipv6, const void *bytes, size_t length) {
    struct sockaddr_storage address;
    union control control;
    struct iovec vector = {(void *)(uintptr_t)bytes, length};
    struct msghdr message = {
        .msg_name = &address,
        .msg_namelen = address_of(remote, is_ipv6, &address),
        .msg_iov = &vector,
        .msg_iovlen = 1,
        .msg_control = &control,
        .msg_controllen = write_control(local, &control),
    };
    while (sendmsg(descriptor, &message, MSG_DONTWAIT) < 0)
        if (errno != EINTR)
            return -errno;
    return 0;
}

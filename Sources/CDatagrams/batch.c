#define _GNU_SOURCE
#include "parts.h"

#include <errno.h>
#include <netinet/udp.h>
#include <stdlib.h>
#include <string.h>

/* Answers of one length to one source leave as one message, which the kernel parts again after its way through the
   stack (UDP_SEGMENT): in a flood that spares most of what sending costs. Not for a few, which gain little and would
   look like one datagram to whoever captures on this machine. */
#define LEAST_JOINED 8
/* What every kernel that joins takes, and every path without fragments (RFC 8200 section 5). */
#define MOST_JOINED 64
#define LONGEST_JOINED 1200
#define LARGEST_MESSAGE 65000

struct datagram_batch {
    unsigned count;
    size_t size;
    uint8_t *storage;
    struct mmsghdr *incoming, *outgoing;
    struct iovec *incoming_vectors, *outgoing_vectors;
    struct sockaddr_storage *sources;
    union datagram_control *incoming_control, *outgoing_control;
    struct datagram_endpoint *destinations;
    /* What the socket is bound to; where that is one address, no packet info is asked for or given. */
    struct datagram_endpoint local;
    int is_local_known, is_one_address;
    /* For each answer that waits, the datagram that it answers. */
    unsigned *answered;
    unsigned waiting, refused;
    /* Whether the kernel takes several answers as one message (UDP_SEGMENT). */
    int joins;
    uint32_t dropped;
};

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
    batch->answered = calloc(count, sizeof *batch->answered);
    if (!batch->storage || !batch->incoming || !batch->outgoing || !batch->incoming_vectors ||
        !batch->outgoing_vectors || !batch->sources || !batch->incoming_control ||
        !batch->outgoing_control || !batch->destinations || !batch->answered) {
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
    free(batch->answered);
    free(batch);
}

static void read_control(struct datagram_batch *batch, unsigned index) {
    struct msghdr *message = &batch->incoming[index].msg_hdr;
    struct datagram_endpoint *destination = &batch->destinations[index];
    *destination = batch->local;
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part)) {
        if (part->cmsg_level == IPPROTO_IP && part->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo info;
            memcpy(&info, CMSG_DATA(part), sizeof info);
            datagram_map_ipv4(destination->address, &info.ipi_addr);
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
        batch->is_one_address = !datagram_is_wildcard(&batch->local);
        int segment;
        socklen_t length = sizeof segment;
        batch->joins = getsockopt(descriptor, IPPROTO_UDP, UDP_SEGMENT, &segment, &length) == 0;
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
    datagram_endpoint_of(&batch->sources[index], source);
    *destination = batch->destinations[index];
}

uint32_t datagram_dropped(const struct datagram_batch *batch) {
    return batch->dropped;
}

void datagram_reply(int descriptor, struct datagram_batch *batch, unsigned index,
                    const void *bytes, size_t length) {
    if (batch->waiting == batch->count) {
        unsigned refused = datagram_flush(descriptor, batch);
        batch->refused = refused;
    }
    batch->answered[batch->waiting] = index;
    batch->outgoing_vectors[batch->waiting++] = (struct iovec){(void *)(uintptr_t)bytes, length};
}

/* How many answers from `first` on go to one source, from one address, at one length. */
static unsigned count_alike(const struct datagram_batch *batch, unsigned first) {
    unsigned index = batch->answered[first], count = 1;
    size_t length = batch->outgoing_vectors[first].iov_len;
    if (length == 0 || length > LONGEST_JOINED)
        return 1;
    while (first + count < batch->waiting && count < MOST_JOINED && (count + 1) * length <= LARGEST_MESSAGE) {
        unsigned next = batch->answered[first + count];
        if (batch->outgoing_vectors[first + count].iov_len != length ||
            memcmp(&batch->sources[next], &batch->sources[index], batch->incoming[index].msg_hdr.msg_namelen) != 0 ||
            memcmp(&batch->destinations[next], &batch->destinations[index], sizeof *batch->destinations) != 0)
            break;
        count++;
    }
    return count;
}

/* Makes the message in `slot` of `count` answers. */
static void compose(struct datagram_batch *batch, unsigned slot, unsigned first, unsigned count) {
    unsigned index = batch->answered[first];
    union datagram_control *control = &batch->outgoing_control[slot];
    size_t control_length = batch->is_one_address ? 0 : datagram_write_control(&batch->destinations[index], control);
    if (count > 1) {
        const uint16_t length = (uint16_t)batch->outgoing_vectors[first].iov_len;
        struct cmsghdr *part = (struct cmsghdr *)(control->bytes + control_length);
        part->cmsg_level = IPPROTO_UDP;
        part->cmsg_type = UDP_SEGMENT;
        part->cmsg_len = CMSG_LEN(sizeof length);
        memcpy(CMSG_DATA(part), &length, sizeof length);
        control_length += CMSG_SPACE(sizeof length);
    }
    batch->outgoing[slot].msg_hdr = (struct msghdr){
        .msg_name = &batch->sources[index],
        .msg_namelen = batch->incoming[index].msg_hdr.msg_namelen,
        .msg_iov = &batch->outgoing_vectors[first],
        .msg_iovlen = count,
        .msg_control = control_length ? control : NULL,
        .msg_controllen = control_length,
    };
}

/* Makes messages of all answers that wait. Returns how many. */
static unsigned compose_all(struct datagram_batch *batch) {
    unsigned messages = 0, first = 0;
    while (first < batch->waiting) {
        unsigned count = batch->joins ? count_alike(batch, first) : 1;
        if (count < LEAST_JOINED)
            count = 1;
        compose(batch, messages++, first, count);
        first += count;
    }
    return messages;
}

/* What the kernel refuses together it may take one by one. Returns how many answers it refused then. */
static unsigned send_apart(int descriptor, const struct msghdr *joined) {
    unsigned refused = 0;
    for (size_t index = 0; index < joined->msg_iovlen; index++) {
        struct msghdr message = *joined;
        message.msg_iov += index;
        message.msg_iovlen = 1;
        message.msg_controllen -= CMSG_SPACE(sizeof(uint16_t));
        if (message.msg_controllen == 0)
            message.msg_control = NULL;
        ssize_t sent;
        do
            sent = sendmsg(descriptor, &message, MSG_DONTWAIT);
        while (sent < 0 && errno == EINTR);
        refused += sent < 0;
    }
    return refused;
}

unsigned datagram_flush(int descriptor, struct datagram_batch *batch) {
    unsigned sent = 0, refused = batch->refused, messages = compose_all(batch);
    while (sent < messages) {
        int done = sendmmsg(descriptor, batch->outgoing + sent, messages - sent, MSG_DONTWAIT);
        if (done > 0) {
            sent += (unsigned)done;
        } else if (done < 0 && errno == EINTR) {
            continue;
        } else {
            /* Port 0, no route, a firewall's rule, a full buffer: this answer is lost, the next is not. */
            const struct msghdr *message = &batch->outgoing[sent++].msg_hdr;
            refused += message->msg_iovlen > 1 ? send_apart(descriptor, message) : 1;
        }
    }
    batch->waiting = 0;
    batch->refused = 0;
    return refused;
}

/* Batches of UDP datagrams in and out of one socket by recvmmsg(2) and sendmmsg(2), with the address
   each was sent to, and answers that leave from that address. C, because the control messages of
   cmsg(3) are macros, and because an answer that the kernel refuses must only cost that answer. */
#ifndef DATAGRAMS_H
#define DATAGRAMS_H

#include <stddef.h>
#include <stdint.h>

/* An address and port in network byte order; an IPv4 address is IPv4-mapped (RFC 4291 §2.5.5.2). */
struct datagram_endpoint {
    uint8_t address[16];
    uint16_t port;
};

struct datagram_batch;

/* Binds without sharing and lets go again: whether nobody has the port. Returns 0, or a negative errno. */
int datagram_probe(const struct datagram_endpoint *local, int is_ipv6);

/* Opens and binds a socket that shares its port with others of this process (SO_REUSEPORT).
   receive_buffer: bytes asked of the kernel; it may give less.
   timeout_ms: how long a receive waits. Returns a descriptor, or a negative errno. */
int datagram_open(const struct datagram_endpoint *local, int is_ipv6, int receive_buffer, int timeout_ms);

/* Opens and binds a socket that has its port alone, and whose receive never waits. Returns a descriptor, or
   a negative errno. */
int datagram_open_alone(const struct datagram_endpoint *local, int is_ipv6, int receive_buffer);

/* The bound address. Returns 0, or a negative errno. */
int datagram_local(int descriptor, struct datagram_endpoint *local);

/* Sends one datagram, without waiting. Returns 0, or a negative errno when the kernel refused it. */
int datagram_send(int descriptor, const struct datagram_endpoint *remote, int is_ipv6, const void *bytes,
                  size_t length);

/* Takes one datagram, its end cut off beyond `size`. Returns its length, or a negative errno: EAGAIN when
   there is none. */
int datagram_take(int descriptor, void *bytes, size_t size, struct datagram_endpoint *source);

/* Room for `count` datagrams of up to `size` bytes. NULL when there is no memory. */
struct datagram_batch *datagram_batch_new(unsigned count, size_t size);
void datagram_batch_free(struct datagram_batch *batch);

/* Waits for a datagram, then takes all that are there. Returns how many, 0 after the time-out, or a
   negative errno. */
int datagram_receive(int descriptor, struct datagram_batch *batch);

/* The parts of received datagram `index`. The bytes stay until the next receive. */
const uint8_t *datagram_bytes(const struct datagram_batch *batch, unsigned index, size_t *length);
void datagram_endpoints(const struct datagram_batch *batch, unsigned index,
                        struct datagram_endpoint *source, struct datagram_endpoint *destination);

/* Datagrams that the kernel dropped since the socket was opened because nobody read them in time. */
uint32_t datagram_dropped(const struct datagram_batch *batch);

/* Puts an answer to datagram `index` behind those that wait; `bytes` must stay until the flush.
   Flushes by itself when the batch is full. */
void datagram_reply(int descriptor, struct datagram_batch *batch, unsigned index,
                    const void *bytes, size_t length);

/* Sends what waits. Returns how many answers the kernel refused since the last flush. */
unsigned datagram_flush(int descriptor, struct datagram_batch *batch);

/* Sends one datagram from the address `local`, without waiting. Any thread may call it while another receives.
   Returns 0, or a negative errno when the kernel refused it. */
int datagram_send_from(int descriptor, const struct datagram_endpoint *local, const struct datagram_endpoint *remote,
                       int is_ipv6, const void *bytes, size_t length);

#endif

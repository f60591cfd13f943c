/* What the files of this target share. */
#ifndef PARTS_H
#define PARTS_H

#include "datagrams.h"

#include <netinet/in.h>
#include <sys/socket.h>

/* Enough for one packet-info of either family and the drop counter, or the size of an answer's segments. */
#define DATAGRAM_CONTROL_SIZE 128

union datagram_control {
    struct cmsghdr align;
    char bytes[DATAGRAM_CONTROL_SIZE];
};

void datagram_map_ipv4(uint8_t address[16], const struct in_addr *ipv4);
void datagram_endpoint_of(const struct sockaddr_storage *from, struct datagram_endpoint *to);
int datagram_is_wildcard(const struct datagram_endpoint *local);

/* Says that a datagram leaves from that address, whatever the routes say. Returns the bytes written. */
size_t datagram_write_control(const struct datagram_endpoint *from, union datagram_control *control);

#endif

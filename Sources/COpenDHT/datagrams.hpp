#pragma once

#include <opendht/network_utils.h>

#include <cstdint>
#include <string>
#include <vector>

/* A UDP socket for each address family, which never block. */
class Datagrams final : public dht::net::DatagramSocket {
public:
    /* Throws std::runtime_error when neither address can be bound. */
    Datagrams(const char *address4, const char *address6, uint16_t port);
    ~Datagrams() override;

    /* One packet of either family; 0 when there is none. `from` is set with it. */
    size_t receive(std::vector<uint8_t> &buffer, dht::SockAddr &from);

    int descriptor4() const { return socket4; }
    int descriptor6() const { return socket6; }

    /* With the heads of IP and UDP. */
    uint64_t received_bytes() const { return received; }
    uint64_t sent_bytes() const { return sent; }

    int sendTo(const dht::SockAddr &destination, const uint8_t *data, size_t size, bool replied) override;
    /* Both, whatever is bound: with one family alone the library's `listen` fails or gives no token to cancel it by. The
     * other one is as on a machine without a route for it. */
    bool hasIPv4() const override { return true; }
    bool hasIPv6() const override { return true; }
    const dht::SockAddr &getBoundRef(sa_family_t family = AF_UNSPEC) const override;
    /* Numeric addresses only: a name would be looked up on the node's one thread. */
    std::vector<dht::SockAddr> resolve(const std::string &host, const std::string &service) override;
    void stop() override;

private:
    int socket4 = -1;
    int socket6 = -1;
    dht::SockAddr bound4, bound6;
    uint64_t received = 0;
    uint64_t sent = 0;
};

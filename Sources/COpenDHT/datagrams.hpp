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

    int sendTo(const dht::SockAddr &destination, const uint8_t *data, size_t size, bool replied) override;
    bool hasIPv4() const override { return socket4 != -1; }
    bool hasIPv6() const override { return socket6 != -1; }
    const dht::SockAddr &getBoundRef(sa_family_t family = AF_UNSPEC) const override;
    /* Numeric addresses only: a name would be looked up on the node's one thread. */
    std::vector<dht::SockAddr> resolve(const std::string &host, const std::string &service) override;
    void stop() override;

private:
    int socket4 = -1;
    int socket6 = -1;
    dht::SockAddr bound4, bound6;
};

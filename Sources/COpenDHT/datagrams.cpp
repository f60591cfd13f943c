#ifdef SENTRYPEER_OPENDHT
#include "datagrams.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace {

bool parse(int family, const char *text, uint16_t port, dht::SockAddr &address) {
    sockaddr_storage storage{};
    storage.ss_family = static_cast<sa_family_t>(family);
    if (family == AF_INET) {
        auto *internet = reinterpret_cast<sockaddr_in *>(&storage);
        internet->sin_port = htons(port);
        if (inet_pton(AF_INET, text, &internet->sin_addr) != 1) return false;
        address = dht::SockAddr(storage, sizeof(sockaddr_in));
    } else {
        auto *internet = reinterpret_cast<sockaddr_in6 *>(&storage);
        internet->sin6_port = htons(port);
        if (inet_pton(AF_INET6, text, &internet->sin6_addr) != 1) return false;
        address = dht::SockAddr(storage, sizeof(sockaddr_in6));
    }
    return true;
}

/* What a packet has beside its payload: the heads of IP and UDP. */
size_t overhead(sa_family_t family) { return family == AF_INET6 ? 48 : 28; }

/* -1 and `errno` when it can't be had. */
int open_socket(const dht::SockAddr &address, dht::SockAddr &bound) {
    int descriptor = socket(address.getFamily(), SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor == -1) return -1;
    const int yes = 1;
    if (address.getFamily() == AF_INET6) setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    if (bind(descriptor, address.get(), address.getLength()) == -1 ||
        getsockname(descriptor, reinterpret_cast<sockaddr *>(&storage), &length) == -1) {
        const int fault = errno;
        close(descriptor);
        errno = fault;
        return -1;
    }
    bound = dht::SockAddr(storage, length);
    return descriptor;
}

} // namespace

Datagrams::Datagrams(const char *address4, const char *address6, uint16_t port) {
    int fault = EINVAL;
    dht::SockAddr address;
    if (address4 && parse(AF_INET, address4, port, address)) {
        socket4 = open_socket(address, bound4);
        if (socket4 == -1) fault = errno;
        else if (port == 0) port = bound4.getPort();
    }
    if (address6 && parse(AF_INET6, address6, port, address)) {
        socket6 = open_socket(address, bound6);
        if (socket6 == -1) fault = errno;
    }
    if (socket4 == -1 && socket6 == -1) throw std::runtime_error(strerror(fault));
}

Datagrams::~Datagrams() { stop(); }

void Datagrams::stop() {
    if (socket4 != -1) close(socket4);
    if (socket6 != -1) close(socket6);
    socket4 = socket6 = -1;
}

size_t Datagrams::receive(std::vector<uint8_t> &buffer, dht::SockAddr &from) {
    for (int descriptor : {socket4, socket6}) {
        if (descriptor == -1) continue;
        sockaddr_storage storage{};
        socklen_t length = sizeof storage;
        ssize_t size = recvfrom(descriptor, buffer.data(), buffer.size(), 0, reinterpret_cast<sockaddr *>(&storage),
                                &length);
        if (size > 0) {
            from = dht::SockAddr(storage, length);
            received += static_cast<size_t>(size) + overhead(storage.ss_family);
            return static_cast<size_t>(size);
        }
    }
    return 0;
}

int Datagrams::sendTo(const dht::SockAddr &destination, const uint8_t *data, size_t size, bool replied) {
    const int descriptor = destination.getFamily() == AF_INET6 ? socket6 : socket4;
    if (descriptor == -1) return EAFNOSUPPORT;
    const int flags = MSG_NOSIGNAL | (replied ? MSG_CONFIRM : 0);
    if (sendto(descriptor, data, size, flags, destination.get(), destination.getLength()) == -1) return errno;
    sent += size + overhead(destination.getFamily());
    return 0;
}

const dht::SockAddr &Datagrams::getBoundRef(sa_family_t family) const {
    if (family == AF_UNSPEC) return socket4 != -1 ? bound4 : bound6;
    return family == AF_INET6 ? bound6 : bound4;
}

std::vector<dht::SockAddr> Datagrams::resolve(const std::string &host, const std::string &service) {
    std::vector<dht::SockAddr> all;
    const unsigned long port = strtoul(service.c_str(), nullptr, 10);
    dht::SockAddr address;
    if (port == 0 || port > UINT16_MAX) return all;
    for (int family : {AF_INET, AF_INET6})
        if (parse(family, host.c_str(), static_cast<uint16_t>(port), address)) all.push_back(address);
    return all;
}
#endif

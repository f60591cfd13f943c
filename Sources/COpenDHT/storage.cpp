#ifdef SENTRYPEER_OPENDHT
#include "storage.hpp"

#include <algorithm>
#include <cstring>

namespace {

/* It takes so many sources to fill the room. */
constexpr uint64_t sources_that_fill = 8;
constexpr size_t source_limit = 4096;
constexpr size_t user_type_limit = 64;

uint64_t network(const dht::SockAddr &address) {
    if (address.getFamily() == AF_INET) return address.getIPv4().sin_addr.s_addr;
    if (address.getFamily() != AF_INET6) return 0;
    uint64_t first = 0;
    memcpy(&first, address.getIPv6().sin6_addr.s6_addr, 6);
    return first;
}

} // namespace

Storage::Storage(uint16_t type, size_t value_limit, uint64_t limit, std::chrono::seconds lifetime)
    : type(type), value_limit(value_limit), limit(limit), lifetime(std::max(lifetime, std::chrono::seconds(1))) {}

bool Storage::takes(const dht::Value &value, const dht::SockAddr &from, dht::time_point now) {
    if (limit == 0) return false;
    if (type == 0) return value.size() <= value_limit;
    if (!is_well_formed(value)) return false;
    Share &used = share(from, now);
    used.bytes = left(used, now);
    used.since = now;
    const double size = static_cast<double>(value.size());
    if (used.bytes + size > static_cast<double>(limit / sources_that_fill)) return false;
    used.bytes += size;
    return true;
}

/* The first bytes of the format's three kinds of value: an array of its length, the kind, then bytes. */
bool Storage::is_well_formed(const dht::Value &value) const {
    const auto &data = value.data;
    if (value.type != type || data.size() < 3 || data.size() > value_limit) return false;
    if (!value.cypher.empty() || !value.signature.empty() || value.owner || value.user_type.size() > user_type_limit)
        return false;
    const bool is_signed = data[0] == 0x83 && data[1] == 0;
    const bool is_sealed = data[0] == 0x82 && data[1] == 1;
    const bool is_rotation = data[0] == 0x84 && data[1] == 2;
    return (is_signed || is_sealed || is_rotation) && data[2] >> 5 == 2;
}

double Storage::left(const Share &share, dht::time_point now) const {
    const double seconds = std::chrono::duration<double>(now - share.since).count();
    const double pace = static_cast<double>(limit / sources_that_fill) / static_cast<double>(lifetime.count());
    return std::max(0.0, share.bytes - seconds * pace);
}

/* A new source takes the place of the one that has used least: what those that flood have used is remembered. */
Storage::Share &Storage::share(const dht::SockAddr &from, dht::time_point now) {
    const std::pair<sa_family_t, uint64_t> key(from.getFamily(), network(from));
    const auto known = shares.find(key);
    if (known != shares.end()) return known->second;
    if (shares.size() >= source_limit)
        shares.erase(std::min_element(shares.begin(), shares.end(), [&](const auto &one, const auto &other) {
            return left(one.second, now) < left(other.second, now);
        }));
    return shares[key] = Share{0, now};
}
#endif

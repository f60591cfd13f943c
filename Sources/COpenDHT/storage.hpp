#pragma once

#include <opendht/value.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <utility>

/* Decides which values of others a node keeps. */
class Storage {
public:
    /* `type` 0: any type is kept, as nodes of the public network do; otherwise this one alone. `limit` 0: nothing. */
    Storage(uint16_t type, size_t value_limit, uint64_t limit, std::chrono::seconds lifetime);

    /* Whether there is room for a value of a known type; counts what its source has used of its share. */
    bool takes(const dht::Value &value, const dht::SockAddr &from, dht::time_point now);

    bool is_exclusive() const { return type != 0 || limit == 0; }

private:
    /* Bytes of a source that are still alive, as if they left at an even pace. */
    struct Share {
        double bytes = 0;
        dht::time_point since;
    };

    bool is_well_formed(const dht::Value &value) const;
    double left(const Share &share, dht::time_point now) const;
    Share &share(const dht::SockAddr &from, dht::time_point now);

    const uint16_t type;
    const size_t value_limit;
    const uint64_t limit;
    const std::chrono::seconds lifetime;
    /* By IPv4 address or IPv6 /48. */
    std::map<std::pair<sa_family_t, uint64_t>, Share> shares;
};

#ifdef SENTRYPEER_OPENDHT
#include "opendht_node.h"

#include "datagrams.hpp"
#include "request.hpp"
#include "storage.hpp"

#include <opendht/dht.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>

struct opendht_node {
    struct Listen {
        dht::InfoHash key;
        size_t token;
    };

    explicit opendht_node(const opendht_configuration &configuration)
        : storage(configuration.type, configuration.value_limit, configuration.storage_limit,
                  std::chrono::seconds(configuration.lifetime_seconds)) {}

    opendht_callbacks callbacks{};
    Storage storage;
    bool serves = true;
    std::map<uint64_t, Listen> listens;
    /* Owned by the library's node. */
    Datagrams *datagrams;
    std::unique_ptr<dht::Dht> dht;
    std::vector<uint8_t> packet = std::vector<uint8_t>(65536);
};

namespace {

constexpr int packets_a_step = 256;

/* Whatever the library throws ends here. */
template <typename Body> bool contained(Body body) noexcept {
    try {
        body();
        return true;
    } catch (...) {
        return false;
    }
}

void tell_kept(const opendht_node &node, const dht::InfoHash &key, const dht::Value &value,
               const dht::SockAddr &from) {
    if (from.getFamily() == AF_INET)
        node.callbacks.kept(node.callbacks.context, key.data(), value.id,
                            reinterpret_cast<const uint8_t *>(&from.getIPv4().sin_addr), 4, value.data.data(),
                            value.data.size());
    else if (from.getFamily() == AF_INET6)
        node.callbacks.kept(node.callbacks.context, key.data(), value.id, from.getIPv6().sin6_addr.s6_addr, 16,
                            value.data.data(), value.data.size());
}

/* What the library asks before it keeps a value that another node puts. It refuses edits by itself. */
bool keep(opendht_node &node, const dht::InfoHash &key, const std::shared_ptr<dht::Value> &value,
          const dht::SockAddr &from, bool is_ours) {
    if (!value || !node.serves || !node.storage.takes(*value, from, dht::clock::now())) return false;
    if (is_ours) tell_kept(node, key, *value, from);
    return true;
}

void register_types(opendht_node &node, const opendht_configuration &configuration) {
    const auto add = [&node](uint16_t id, const char *name, std::chrono::seconds lifetime, bool is_ours) {
        node.dht->registerType(dht::ValueType(
            id, name, lifetime,
            [&node, is_ours](dht::InfoHash key, std::shared_ptr<dht::Value> &value, const dht::InfoHash &,
                             const dht::SockAddr &from) { return keep(node, key, value, from, is_ours); }));
    };
    const std::chrono::minutes usual(10);
    add(0, "user data", usual, false);
    /* A type that the library does not know has its own policy, which keeps everything. */
    if (node.storage.is_exclusive())
        for (uint32_t id = 1; id <= UINT16_MAX; id++) add(static_cast<uint16_t>(id), "", usual, false);
    if (configuration.type != 0)
        add(configuration.type, "sentrypeer", std::chrono::seconds(configuration.lifetime_seconds), true);
}

dht::Config configure(const opendht_configuration &given) {
    dht::Config config;
    config.network = given.network;
    config.max_req_per_sec = given.request_limit;
    config.max_peer_req_per_sec = given.source_request_limit;
    config.max_searches = given.search_limit;
    config.max_store_size = static_cast<ssize_t>(given.storage_limit);
    config.max_store_keys = given.storage_key_limit;
    return config;
}

dht::InfoHash hash(const uint8_t key[OPENDHT_KEY_SIZE]) { return dht::InfoHash(key, OPENDHT_KEY_SIZE); }

void tell(const opendht_node *node, uint64_t request, const std::vector<std::shared_ptr<dht::Value>> &values,
          bool is_expired) {
    for (const auto &value : values)
        if (value && value->data.size() <= OPENDHT_VALUE_LIMIT)
            node->callbacks.value(node->callbacks.context, request, value->id, value->type, is_expired,
                                  value->data.data(), value->data.size());
}

} // namespace

opendht_node *opendht_node_open(const opendht_configuration *configuration, const opendht_callbacks *callbacks,
                                char *reason, size_t reason_size) {
    try {
        auto datagrams =
            std::make_unique<Datagrams>(configuration->address4, configuration->address6, configuration->port);
        auto node = std::make_unique<opendht_node>(*configuration);
        node->callbacks = *callbacks;
        node->datagrams = datagrams.get();
        node->dht = std::make_unique<dht::Dht>(std::move(datagrams), configure(*configuration),
                                               std::shared_ptr<dht::Logger>());
        register_types(*node, *configuration);
        return node.release();
    } catch (const std::exception &fault) {
        snprintf(reason, reason_size, "%s", fault.what());
    } catch (...) {
        snprintf(reason, reason_size, "unknown");
    }
    return nullptr;
}

void opendht_node_close(opendht_node *node) {
    contained([&] { delete node; });
}

int opendht_node_socket4(const opendht_node *node) { return node->datagrams->descriptor4(); }
int opendht_node_socket6(const opendht_node *node) { return node->datagrams->descriptor6(); }
uint16_t opendht_node_port(const opendht_node *node) { return node->datagrams->getBoundRef().getPort(); }

int opendht_node_step(opendht_node *node) {
    using namespace std::chrono;
    int wait = -1;
    contained([&] {
        dht::SockAddr from;
        auto next = dht::time_point::max();
        for (int count = 0; count < packets_a_step; count++) {
            const size_t size = node->datagrams->receive(node->packet, from);
            const auto now = dht::clock::now();
            if (size > 0) {
                if (!node->serves && asks_for_values(node->packet.data(), size)) continue;
                next = node->dht->periodic(node->packet.data(), size, from, now);
            } else {
                next = node->dht->periodic(nullptr, 0, dht::SockAddr(), now);
                break;
            }
        }
        const auto pause = next - dht::clock::now();
        wait = static_cast<int>(std::clamp<int64_t>(ceil<milliseconds>(std::min<dht::duration>(pause, seconds(1))).count(),
                                                    0, 1000));
    });
    return wait;
}

bool opendht_node_clear_bootstrap(opendht_node *node) {
    return contained([&] { node->dht->clearBootstrap(); });
}

bool opendht_node_bootstrap(opendht_node *node, const char *address, uint16_t port) {
    return contained([&] { node->dht->addBootstrap(address, std::to_string(port)); });
}

bool opendht_node_put(opendht_node *node, uint64_t request, const uint8_t key[OPENDHT_KEY_SIZE], uint64_t id,
                      uint16_t type, const char *user_type, const uint8_t *data, size_t size,
                      uint32_t age_milliseconds) {
    if (size > OPENDHT_VALUE_LIMIT) return false;
    return contained([&] {
        auto value = std::make_shared<dht::Value>(type, data, size, id);
        value->user_type = std::string(user_type).substr(0, OPENDHT_USER_TYPE_LIMIT);
        node->dht->put(
            hash(key), value,
            [node, request](bool has_succeeded, const std::vector<std::shared_ptr<dht::Node>> &) {
                node->callbacks.done(node->callbacks.context, request, has_succeeded);
            },
            dht::clock::now() - std::chrono::milliseconds(age_milliseconds), false);
    });
}

bool opendht_node_get(opendht_node *node, uint64_t request, const uint8_t key[OPENDHT_KEY_SIZE]) {
    return contained([&] {
        node->dht->get(
            hash(key),
            dht::GetCallback([node, request](const std::vector<std::shared_ptr<dht::Value>> &values) {
                tell(node, request, values, false);
                return true;
            }),
            dht::DoneCallback([node, request](bool has_succeeded, const std::vector<std::shared_ptr<dht::Node>> &) {
                node->callbacks.done(node->callbacks.context, request, has_succeeded);
            }));
    });
}

bool opendht_node_listen(opendht_node *node, uint64_t request, const uint8_t key[OPENDHT_KEY_SIZE]) {
    return opendht_node_cancel(node, request) && contained([&] {
        const size_t token = node->dht->listen(
            hash(key), dht::ValueCallback(
                           [node, request](const std::vector<std::shared_ptr<dht::Value>> &values, bool is_expired) {
                               tell(node, request, values, is_expired);
                               return true;
                           }));
        node->listens[request] = {hash(key), token};
    });
}

bool opendht_node_cancel(opendht_node *node, uint64_t request) {
    return contained([&] {
        const auto listen = node->listens.find(request);
        if (listen == node->listens.end()) return;
        const auto [key, token] = listen->second;
        node->listens.erase(listen);
        node->dht->cancelListen(key, token);
    });
}

void opendht_node_serve(opendht_node *node, bool serves) { node->serves = serves; }

bool opendht_node_statistics(opendht_node *node, opendht_statistics *statistics) {
    return contained([&] {
        *statistics = {};
        for (sa_family_t family : {sa_family_t(AF_INET), sa_family_t(AF_INET6)}) {
            const auto counts = node->dht->getNodesStats(family);
            statistics->good_nodes += counts.good_nodes;
            statistics->dubious_nodes += counts.dubious_nodes;
            statistics->searches += counts.searches;
        }
        const auto [bytes, values] = node->dht->getStoreSize();
        statistics->stored_bytes = bytes;
        statistics->stored_values = values;
        statistics->received_bytes = node->datagrams->received_bytes();
        statistics->sent_bytes = node->datagrams->sent_bytes();
    });
}
#endif

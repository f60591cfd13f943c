#ifdef SENTRYPEER_OPENDHT
#include "request.hpp"

#include <msgpack.hpp>

#include <string_view>

namespace {

bool is(const msgpack::object &object, std::string_view text) {
    return object.type == msgpack::type::STR && std::string_view(object.via.str.ptr, object.via.str.size) == text;
}

} // namespace

/* A request is a map whose "q" says of what kind it is. */
bool asks_for_values(const uint8_t *packet, size_t size) {
    try {
        /* So many items at most, so deep at most, wherever the packet says more. */
        const msgpack::unpack_limit limit(4096, 4096, size, size, size, 16);
        const auto handle = msgpack::unpack(reinterpret_cast<const char *>(packet), size, nullptr, nullptr, limit);
        const auto &message = handle.get();
        if (message.type != msgpack::type::MAP) return false;
        for (uint32_t index = 0; index < message.via.map.size; index++) {
            const auto &[key, value] = message.via.map.ptr[index];
            if (is(key, "q")) return is(value, "get") || is(value, "put") || is(value, "listen") || is(value, "refresh");
        }
    } catch (const std::exception &) {
    }
    return false;
}
#endif

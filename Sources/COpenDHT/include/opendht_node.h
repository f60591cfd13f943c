#ifndef OPENDHT_NODE_H
#define OPENDHT_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One node of an OpenDHT network. It has no thread: whoever owns it waits for its sockets and calls opendht_node_step,
 * and callbacks come from within that call only, or from the call that asked. None of these functions lets an
 * exception out. They are called by one thread. */
typedef struct opendht_node opendht_node;

enum { OPENDHT_KEY_SIZE = 20, OPENDHT_VALUE_LIMIT = 65000, OPENDHT_USER_TYPE_LIMIT = 64 };

typedef struct {
    /* Numeric addresses to bind; NULL: not this family. At least one of them has to work. */
    const char *address4;
    const char *address6;
    /* 0: any. Both families get the same. */
    uint16_t port;
    /* Only nodes of the same network talk to each other; 0 is the public one. */
    uint32_t network;
    /* Requests a second that are answered, in all and for one source. */
    uint32_t request_limit;
    uint32_t source_request_limit;
    /* What is kept for others; 0 bytes: nothing at all. */
    uint64_t storage_limit;
    uint32_t storage_key_limit;
    uint32_t search_limit;
    /* Larger values are not kept for others. */
    uint32_t value_limit;
    /* 0: values of any type are kept, and live ten minutes as with every node. Otherwise this type alone, whose values
     * live for so long and begin as docs/SHARING-FORMAT.md says; and of one source an eighth of `storage_limit`. */
    uint16_t type;
    uint32_t lifetime_seconds;
} opendht_configuration;

typedef struct {
    void *context;
    /* A value that a get or a listen found. `data` is valid during the call. */
    void (*value)(void *context, uint64_t request, uint64_t id, uint16_t type, bool is_expired, const uint8_t *data,
                  size_t size);
    /* The end of a get or a put. */
    void (*done)(void *context, uint64_t request, bool has_succeeded);
    /* Another node put a value of the configured type here. The address is that of its packet, proved by a token that
     * was sent there before: 4 or 16 bytes in network order. Valid during the call, as is `data`. */
    void (*kept)(void *context, const uint8_t key[OPENDHT_KEY_SIZE], uint64_t id, const uint8_t *address,
                 size_t address_size, const uint8_t *data, size_t size);
} opendht_callbacks;

typedef struct {
    uint32_t good_nodes, dubious_nodes, searches;
    uint64_t stored_values, stored_bytes;
    /* Since it was opened, with the heads of IP and UDP. */
    uint64_t received_bytes, sent_bytes;
} opendht_statistics;

/* NULL when it can't be had; `reason` then holds why, as text of at most `reason_size` bytes with its NUL. */
opendht_node *opendht_node_open(const opendht_configuration *configuration, const opendht_callbacks *callbacks,
                                char *reason, size_t reason_size);
void opendht_node_close(opendht_node *node);

/* The sockets to wait for; -1 for a family that is not bound. */
int opendht_node_socket4(const opendht_node *node);
int opendht_node_socket6(const opendht_node *node);
uint16_t opendht_node_port(const opendht_node *node);

/* Takes what has arrived, a bounded number of packets, and does what is due. Returns milliseconds until it is to be
 * called again when nothing arrives, at most 1,000; -1 when the node is broken. */
int opendht_node_step(opendht_node *node);

/* Forgets the nodes to begin with. */
bool opendht_node_clear_bootstrap(opendht_node *node);

/* One more node to begin with, by numeric address. It is asked until there are others. */
bool opendht_node_bootstrap(opendht_node *node, const char *address, uint16_t port);

/* `age_milliseconds` is how much of its life the value has behind it. Never announced again by itself. */
bool opendht_node_put(opendht_node *node, uint64_t request, const uint8_t key[OPENDHT_KEY_SIZE], uint64_t id,
                      uint16_t type, const char *user_type, const uint8_t *data, size_t size,
                      uint32_t age_milliseconds);
bool opendht_node_get(opendht_node *node, uint64_t request, const uint8_t key[OPENDHT_KEY_SIZE]);
/* In place of an earlier listen of the same request. */
bool opendht_node_listen(opendht_node *node, uint64_t request, const uint8_t key[OPENDHT_KEY_SIZE]);

/* Ends a listen; nothing when there is none. */
bool opendht_node_cancel(opendht_node *node, uint64_t request);

/* Whether it answers what others ask of its storage. Pings and questions for nodes it answers always, or it would soon
 * be in nobody's table. Silence costs those who ask three short packets and a second or two beside the other nodes that
 * they ask at the same time, and is the cheapest there is for us: who gets no answer to a get has no token, without which
 * it puts nothing and listens to nothing here. An answer without values would have to carry a token, and invite both; for
 * one without a token others shun a node for good. */
void opendht_node_serve(opendht_node *node, bool serves);

bool opendht_node_statistics(opendht_node *node, opendht_statistics *statistics);

#ifdef __cplusplus
}
#endif
#endif

#if OpenDHT
    import COpenDHT
    import SIP

    /// A node of the network, in this process. Belongs to one thread, which waits for `sockets` and calls `step`.
    final class NetworkNode {
        struct NotOpened: Error {
            let reason: String
        }

        /// Told from within `step`, and from within what asks.
        final class Listener {
            var value: (NetworkValue) -> Void = { _ in }
            var done: (_ request: UInt64, _ hasSucceeded: Bool) -> Void = { _, _ in }
            var kept: (KeptValue) -> Void = { _ in }
        }

        // The C library's handle. Valid from `init` to `deinit`, and used by the owner's thread alone.
        private let handle: OpaquePointer
        /// The handle refers to it without owning it.
        private let listener: Listener

        init(_ configuration: NodeConfiguration, _ listener: Listener) throws(NotOpened) {
            var given = opendht_configuration()
            given.port = configuration.port
            given.network = configuration.network
            given.request_limit = configuration.requestLimit
            given.source_request_limit = configuration.sourceRequestLimit
            given.storage_limit = configuration.storageLimit
            given.storage_key_limit = configuration.storageKeyLimit
            given.search_limit = configuration.searchLimit
            given.value_limit =
                configuration.type == 0
                ? configuration.valueLimit : min(configuration.valueLimit, UInt32(ValueLimits.bytes))
            given.type = configuration.type
            given.lifetime_seconds = configuration.lifetimeSeconds
            var callbacks = opendht_callbacks()
            callbacks.context = Unmanaged.passUnretained(listener).toOpaque()
            callbacks.value = { context, request, id, type, isExpired, data, size in
                guard let context else { return }
                let bytes = Array(UnsafeBufferPointer(start: data, count: size))
                Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue().value(
                    NetworkValue(request: request, id: id, type: type, isExpired: isExpired, data: bytes))
            }
            callbacks.done = { context, request, hasSucceeded in
                guard let context else { return }
                Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue().done(request, hasSucceeded)
            }
            callbacks.kept = { context, key, id, address, addressSize, data, size in
                let key = InfoHash(bytes: UnsafeBufferPointer(start: key, count: InfoHash.count))
                let address = IPAddress(wireBytes: UnsafeBufferPointer(start: address, count: addressSize))
                guard let context, let key, let address else { return }
                let bytes = Array(UnsafeBufferPointer(start: data, count: size))
                Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue().kept(
                    KeptValue(key: key, id: id, from: address, data: bytes))
            }
            var reason = [CChar](repeating: 0, count: 256)
            let opened = Self.withText(configuration.address4) { address4 in
                Self.withText(configuration.address6) { address6 in
                    given.address4 = address4
                    given.address6 = address6
                    return opendht_node_open(&given, &callbacks, &reason, reason.count)
                }
            }
            guard let opened else {
                throw NotOpened(
                    reason: String(
                        decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
            }
            handle = opened
            self.listener = listener
        }

        deinit {
            opendht_node_close(handle)
        }

        private static func withText<Result>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
            guard let text else { return body(nil) }
            return text.withCString(body)
        }

        /// -1 for a family that is not bound.
        var sockets: [Int32] { [opendht_node_socket4(handle), opendht_node_socket6(handle)] }

        var port: UInt16 { opendht_node_port(handle) }

        /// Takes what has arrived and does what is due.
        /// - Returns: milliseconds until it is to be called again at the latest; nil when the node is broken.
        func step() -> Int32? {
            let wait = opendht_node_step(handle)
            return wait < 0 ? nil : wait
        }

        /// nil when the library fails.
        func statistics() -> NodeStatistics? {
            var counts = opendht_statistics()
            guard opendht_node_statistics(handle, &counts) else { return nil }
            var statistics = NodeStatistics()
            statistics.goodNodes = counts.good_nodes
            statistics.dubiousNodes = counts.dubious_nodes
            statistics.searches = counts.searches
            statistics.storedValues = counts.stored_values
            statistics.storedBytes = counts.stored_bytes
            statistics.receivedBytes = counts.received_bytes
            statistics.sentBytes = counts.sent_bytes
            statistics.port = port
            return statistics
        }

        /// Nodes to begin with, instead of earlier ones.
        func bootstrap(_ endpoints: [Endpoint]) {
            opendht_node_clear_bootstrap(handle)
            for endpoint in endpoints {
                opendht_node_bootstrap(handle, endpoint.address.description, endpoint.port)
            }
        }

        func put(_ put: NetworkPut) -> Bool {
            opendht_node_put(
                handle, put.request, put.key.bytes, put.id, put.type, put.userType, put.data, put.data.count,
                put.age.wholeMilliseconds)
        }

        func get(_ request: UInt64, _ key: InfoHash) -> Bool {
            opendht_node_get(handle, request, key.bytes)
        }

        func listen(_ request: UInt64, _ key: InfoHash) -> Bool {
            opendht_node_listen(handle, request, key.bytes)
        }

        func cancel(_ request: UInt64) {
            opendht_node_cancel(handle, request)
        }

        /// Whether it answers what others ask of its storage.
        func serve(_ serves: Bool) {
            opendht_node_serve(handle, serves)
        }
    }
#endif

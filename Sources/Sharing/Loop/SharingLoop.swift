#if OpenDHT
    import Events
    import Logging
    import Store

    /// What the sharing thread goes round in: the networks' news into the store, the store's news to the networks.
    struct SharingLoop {
        struct Fault: Error {
            let reason: String
        }

        /// Milliseconds.
        private static let longestWait: Int32 = 50

        private var store: PeerStore
        private var events: OwnEvents
        private var peers: PeerHalf
        private var legacy: LegacyHalf?

        init(_ configuration: SharingConfiguration, _ desk: LookupDesk, logger: Logger) throws(Fault) {
            do throws(StoreError) {
                store = try PeerStore(configuration.databaseFile, logger: logger)
                events = try OwnEvents(configuration.databaseFile, logger: logger)
                var memory = try store.memory()
                memory.rotation = configuration.key.rotation
                peers = PeerHalf(configuration, memory, desk, logger: logger)
            } catch {
                throw Fault(reason: "\(error)")
            }
            legacy = LegacyHalf(configuration, logger: logger)
        }

        /// Takes a twentieth of a second at most, unless there is something to do.
        mutating func turn() {
            follow()
            for action in peers.turn(wait: Self.longestWait) { store.add(action) }
            store.add(legacy?.turn() ?? [])
            store.turn()
        }

        mutating func finish() {
            follow()
            for action in peers.finish() { store.add(action) }
            store.turn(isLast: true)
        }

        private mutating func follow() {
            for event in events.next() {
                peers.see(event)
                legacy?.see(event)
            }
        }
    }
#endif

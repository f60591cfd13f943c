#if OpenDHT
    import Logging
    import Store

    /// What the node itself sees, as it is stored.
    struct OwnEvents {
        /// Events read a turn, and turns in a row that may not suffice: then there is a flood, whose like was seen.
        private static let limit = 250
        private static let fullTurnLimit = 20

        private let database: String
        private let logger: Logger
        private var follower: EventFollower
        private var fullTurns = 0

        init(_ database: String, logger: Logger) throws(StoreError) {
            self.database = database
            self.logger = logger
            follower = try EventFollower(path: database, from: nil)
        }

        mutating func next() -> [FollowedEvent] {
            var events: [FollowedEvent] = []
            do throws(StoreError) {
                let step = try follower.next(Self.limit)
                for id in step.events {
                    if let event = try follower.event(id) { events.append(event) }
                }
                fullTurns = step.events.count == Self.limit ? fullTurns + 1 : 0
                guard fullTurns > Self.fullTurnLimit else { return events }
                fullTurns = 0
                follower = try EventFollower(path: database, from: nil)
            } catch {
                logger.debug("Sharing can't read the database: \(error)")
            }
            return events
        }
    }
#endif

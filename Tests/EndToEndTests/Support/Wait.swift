import Glibc
import Testing

/// Waits for a condition, looking at it every few milliseconds.
enum Wait {
    struct TookTooLong: Error, CustomStringConvertible {
        let description: String
    }

    static let limit = Duration.seconds(15)

    static func isMet(within limit: Duration = limit, _ condition: () throws -> Bool) rethrows -> Bool {
        let end = ContinuousClock.now + limit
        while true {
            if try condition() { return true }
            if ContinuousClock.now >= end { return false }
            usleep(2_000)
        }
    }

    /// - Throws: `TookTooLong` when the condition is not met in time.
    static func until(
        _ what: @autoclosure () -> String, within limit: Duration = limit, _ condition: () throws -> Bool
    ) throws {
        guard try isMet(within: limit, condition) else {
            throw TookTooLong(description: "waited in vain until " + what())
        }
    }

    /// Waits for a value that is there at last.
    static func forValue<Value>(
        _ what: @autoclosure () -> String, within limit: Duration = limit, _ value: () throws -> Value?
    ) throws -> Value {
        var found: Value?
        try until(what(), within: limit) {
            found = try value()
            return found != nil
        }
        return try #require(found)
    }
}

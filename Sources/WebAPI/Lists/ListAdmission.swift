import Synchronization

/// Bounds how many lists are read at once: each has a connection of its own to the database.
final class ListAdmission: Sendable {
    private let limit: Int
    private let reading = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// A place, or nil when all are taken. It is free again once nobody holds it.
    func enter() -> Place? {
        let isFree = reading.withLock { reading in
            guard reading < limit else { return false }
            reading += 1
            return true
        }
        return isFree ? Place(self) : nil
    }

    final class Place: Sendable {
        private let admission: ListAdmission

        fileprivate init(_ admission: ListAdmission) {
            self.admission = admission
        }

        deinit {
            admission.reading.withLock { $0 -= 1 }
        }
    }
}

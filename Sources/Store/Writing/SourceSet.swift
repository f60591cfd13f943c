/// The distinct sources of a number or a target as its row holds them: how many they are, and the ids of the first.
struct SourceSet: Equatable {
    /// Ids that a row holds: most have fewer sources, and a row a pair would write a page for nearly every event.
    static let capacity = 32

    /// All, those beyond `ids` too.
    private(set) var count: Int
    private(set) var ids: [Int64]

    init() {
        count = 0
        ids = []
    }

    /// - Parameter bytes: as `bytes` gives them.
    init(count: Int, bytes: [UInt8]) {
        self.count = count
        ids = []
        var value: UInt64 = 0
        var shift: UInt64 = 0
        for byte in bytes {
            value |= UInt64(byte & 0x7F) << shift
            shift += 7
            guard byte < 0x80 else { continue }
            ids.append(Int64(bitPattern: value))
            (value, shift) = (0, 0)
        }
    }

    /// Each id in as few bytes as it needs: seven bits a byte, the lowest first, the top bit set but in the last.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(ids.count * 3)
        for id in ids {
            var rest = UInt64(bitPattern: id)
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
        }
        return bytes
    }

    enum Addition {
        case known, added
        /// There is no room here; whether it is known is not.
        case full
    }

    mutating func add(_ id: Int64) -> Addition {
        if ids.contains(id) { return .known }
        guard ids.count < Self.capacity else { return .full }
        ids.append(id)
        count += 1
        return .added
    }

    /// Counts one that is kept elsewhere.
    mutating func addBeyond() {
        count += 1
    }
}

extension SourceSet {
    /// From the columns `sources` and `source_set`.
    init(_ row: SQLiteStatement, from column: Int32) {
        self.init(count: Int(row.integer(column)), bytes: row.blob(column + 1) ?? [])
    }
}

extension SQLiteStatement {
    /// Binds the parameters `sources` and `source_set`; NULL for no set.
    func bind(_ set: SourceSet?, from parameter: Int32) {
        bind(parameter, set.map { Int64($0.count) })
        if let set { bind(parameter + 1, blob: set.bytes) } else { bind(parameter + 1, nil) }
    }
}

import Events
import SIP

/// A row of the original's `honey` table, each value in its narrow form or, where it has none, as the
/// text it was, byte for byte.
struct OriginalRow {
    let id: Int64
    let time: SQLiteValue
    let uuid: SQLiteValue
    let collection: SQLiteValue
    let source: SQLiteValue
    let number: SQLiteValue
    let transport: SQLiteValue
    let method: SQLiteValue
    let agent: SQLiteValue
    let message: [UInt8]?
    let node: SQLiteValue
    let created: SQLiteValue

    /// - Parameter row: the table's twelve columns in their order.
    init(_ row: SQLiteStatement) {
        id = row.integer(0)
        time = Self.value(row.blob(1)) { text in Timestamp(text).map { .integer($0.nanoseconds) } }
        uuid = Self.value(row.blob(2), as: Self.uuid)
        collection = Self.value(row.blob(3)) { Self.code($0, ProbeEvent.Collection.allCases, \.name) }
        source = Self.value(row.blob(4))
        number = Self.value(row.blob(5))
        transport = Self.value(row.blob(6)) { Self.code($0, SIPTransport.allCases, \.name) }
        method = Self.value(row.blob(7))
        agent = Self.value(row.blob(8))
        message = row.blob(9)
        node = Self.value(row.blob(10), as: Self.uuid)
        let created = Self.value(row.blob(11))
        self.created = created == .null ? .blob([]) : created
    }

    /// For totals; the start of time when the row's own time can't be read.
    var seen: Timestamp {
        if case .integer(let nanoseconds) = time {
            Timestamp(nanoseconds: nanoseconds)
        } else {
            Timestamp(nanoseconds: 0)
        }
    }

    /// nil where there was none.
    var sipMethod: SIPMethod? {
        guard case .text(let name) = method, name != Array("NOT_FOUND".utf8) else { return nil }
        return SIPMethod.allCases.first { $0.name.map { Array($0.description.utf8) } == name } ?? .other
    }

    /// What `narrow` makes of the text, else the text itself.
    private static func value(
        _ bytes: [UInt8]?, as narrow: (String) -> SQLiteValue? = { _ in nil }
    ) -> SQLiteValue {
        guard let bytes else { return .null }
        return String(validating: bytes, as: UTF8.self).flatMap(narrow) ?? .text(bytes)
    }

    private static func uuid(_ text: String) -> SQLiteValue? {
        guard let uuid = UUIDBytes(text), uuid.description == text else { return nil }
        return .blob(uuid.bytes)
    }

    private static func code<Code: RawRepresentable<UInt8>>(
        _ text: String, _ codes: [Code], _ name: KeyPath<Code, StaticString>
    ) -> SQLiteValue? {
        let code = codes.first { $0[keyPath: name].description == text }
        return code.map { .integer(Int64($0.rawValue)) }
    }
}

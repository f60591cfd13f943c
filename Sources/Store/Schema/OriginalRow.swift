import Events
import SIP

/// A row of the original's `honey` table, each value in its narrow form or, where it has none, as the
/// text it was.
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
        time = row.text(1).map { text in Timestamp(text).map { .integer($0.nanoseconds) } ?? .text(text) } ?? .null
        uuid = Self.uuid(row.text(2))
        collection = Self.code(row.text(3), ProbeEvent.Collection.allCases, \.name)
        source = Self.present(row.text(4))
        number = Self.present(row.text(5))
        transport = Self.code(row.text(6), SIPTransport.allCases, \.name)
        method = Self.present(row.text(7))
        agent = Self.present(row.text(8))
        message = row.blob(9)
        node = Self.uuid(row.text(10))
        created = row.text(11).map { .text($0) } ?? .null
    }

    /// For totals; the start of time when the row's own time can't be read.
    var seen: Timestamp {
        if case .integer(let nanoseconds) = time { Timestamp(nanoseconds: nanoseconds) } else { Timestamp(nanoseconds: 0) }
    }

    private static func present(_ text: String?) -> SQLiteValue {
        guard let text, text != "NOT_FOUND" else { return .null }
        return .text(text)
    }

    private static func uuid(_ text: String?) -> SQLiteValue {
        guard let text else { return .null }
        guard let uuid = UUIDBytes(text), uuid.description == text else { return .text(text) }
        return .blob(uuid.bytes)
    }

    private static func code<Code: RawRepresentable<UInt8>>(
        _ text: String?, _ codes: [Code], _ name: KeyPath<Code, StaticString>
    ) -> SQLiteValue {
        guard let text else { return .null }
        let code = codes.first { $0[keyPath: name].description == text }
        return code.map { .integer(Int64($0.rawValue)) } ?? .text(text)
    }
}

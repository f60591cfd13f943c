/// A value of one of SQLite's storage classes.
enum SQLiteValue: Hashable, Sendable {
    case integer(Int64)
    /// As bytes: what the original stored need not be UTF-8, and texts that Unicode calls equal are two
    /// values to SQLite.
    case text([UInt8])
    case blob([UInt8])
    case null

    init(_ text: String) {
        self = .text(Array(text.utf8))
    }

    /// Bytes of a text or blob.
    var size: Int {
        switch self {
        case .text(let bytes), .blob(let bytes): bytes.count
        case .integer, .null: 8
        }
    }
}

extension SQLiteStatement {
    func bind(_ parameter: Int32, _ value: SQLiteValue) {
        switch value {
        case .integer(let integer): bind(parameter, integer)
        case .text(let bytes): bind(parameter, text: bytes)
        case .blob(let bytes): bind(parameter, blob: bytes)
        case .null: bind(parameter, nil)
        }
    }
}

/// A value of one of SQLite's storage classes.
enum SQLiteValue: Hashable, Sendable {
    case integer(Int64)
    case text(String)
    case blob([UInt8])
    case null
}

extension SQLiteStatement {
    func bind(_ parameter: Int32, _ value: SQLiteValue) {
        switch value {
        case .integer(let integer): bind(parameter, integer)
        case .text(let text): bind(parameter, text: text)
        case .blob(let bytes): bind(parameter, blob: bytes)
        case .null: bind(parameter, nil)
        }
    }
}

import CSQLite
import Events
import NIOCore

/// A prepared statement. Parameters count from 1 and columns from 0, as in SQLite.
final class SQLiteStatement {
    // Valid from `init` to `deinit`; the connection outlives it.
    private let handle: OpaquePointer
    private let connection: SQLiteConnection

    /// Tells SQLite to copy what is bound: our bytes may be gone before the statement runs.
    private static let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ handle: OpaquePointer, of connection: SQLiteConnection) {
        self.handle = handle
        self.connection = connection
    }

    deinit {
        sqlite3_finalize(handle)
    }

    func bind(_ parameter: Int32, _ value: Int64?) {
        if let value { sqlite3_bind_int64(handle, parameter, value) } else { sqlite3_bind_null(handle, parameter) }
    }

    func bind(_ parameter: Int32, _ value: Int) {
        sqlite3_bind_int64(handle, parameter, Int64(value))
    }

    func bind(_ parameter: Int32, text: String?) {
        guard let text else {
            sqlite3_bind_null(handle, parameter)
            return
        }
        // As a C string the empty text has an address too; the length keeps NULs inside the text.
        sqlite3_bind_text(handle, parameter, text, Int32(text.utf8.count), Self.copy)
    }

    func bind(_ parameter: Int32, text: [UInt8]) {
        _ = text.withUnsafeBytes {
            // An empty array's address is never nil, so that the empty text stays a text.
            sqlite3_bind_text(
                handle, parameter, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), Self.copy)
        }
    }

    func bind(_ parameter: Int32, _ uuid: UUIDBytes) {
        _ = withUnsafeBytes(of: (uuid.high.bigEndian, uuid.low.bigEndian)) {
            sqlite3_bind_blob(handle, parameter, $0.baseAddress, Int32($0.count), Self.copy)
        }
    }

    func bind(_ parameter: Int32, blob: [UInt8]) {
        _ = blob.withUnsafeBytes {
            sqlite3_bind_blob(handle, parameter, $0.baseAddress, Int32($0.count), Self.copy)
        }
    }

    /// - Returns: whether there is a row to read.
    func step() throws(StoreError) -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let error = connection.error(code)
            sqlite3_reset(handle)
            throw error
        }
    }

    /// Makes it ready to run again with other parameters.
    func reset() {
        sqlite3_reset(handle)
    }

    /// Runs a statement that gives no rows, and resets it.
    func run() throws(StoreError) {
        _ = try step()
        reset()
    }

    /// Runs a statement that gives no rows with one more parameter, whose bytes SQLite takes from where they are.
    func run(binding parameter: Int32, to blob: ByteBuffer) throws(StoreError) {
        let failure: StoreError? = blob.withUnsafeReadableBytes { bytes in
            if let start = bytes.baseAddress, !bytes.isEmpty {
                sqlite3_bind_blob(handle, parameter, start, Int32(bytes.count), nil)
            } else {
                sqlite3_bind_zeroblob(handle, parameter, 0)
            }
            // Whatever comes of it, the statement must not keep an address that is good in here only.
            defer { sqlite3_bind_null(handle, parameter) }
            do throws(StoreError) {
                try run()
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    var columnCount: Int32 { sqlite3_column_count(handle) }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// nil for NULL. Bytes that are not UTF-8 become U+FFFD.
    func text(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// nil for NULL; of text, its bytes.
    func blob(_ column: Int32) -> [UInt8]? {
        guard !isNull(column) else { return nil }
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }
}

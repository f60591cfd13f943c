import Events
import SIP

/// Credentials as somebody sent them, with where and when.
public struct StoredCredential: Hashable, Sendable {
    public let event: EventID
    /// The event's.
    public let uuid: UUIDBytes?
    public let time: Timestamp
    /// The source's address, and that which the request was sent to, as text.
    public let source: String
    public let destination: String
    /// As spelled in the request.
    public let method: String
    public let credentials: DigestCredentials
    /// nil when nobody judged.
    public let isPasswordRight: Bool?

    /// The columns that `init` reads, of `credential` joined with `event`, `address` and `destination`.
    static let columns = """
        credential.event, event.time, address.value, destination.value, credential.method, username, realm, nonce, uri,
        response, algorithm, qop, cnonce, nc, opaque, is_cut, password_right, event.uuid
        """

    static let joins = """
        JOIN event ON event.id = credential.event
        LEFT JOIN address ON address.id = event.source
        LEFT JOIN destination ON destination.id = event.destination
        """

    init(_ row: SQLiteStatement) {
        event = EventID(rawValue: row.integer(0))
        time = Timestamp(nanoseconds: row.integer(1))
        source = row.text(2) ?? ""
        destination = row.text(3) ?? ""
        method = row.text(4) ?? ""
        credentials = DigestCredentials(
            username: row.text(5) ?? "", realm: row.text(6) ?? "", nonce: row.text(7) ?? "", uri: row.text(8) ?? "",
            response: row.text(9) ?? "", algorithm: row.text(10), qop: row.text(11), cnonce: row.text(12),
            nonceCount: row.text(13), opaque: row.text(14), isCut: row.integer(15) == 1)
        isPasswordRight = row.isNull(16) ? nil : row.integer(16) == 1
        uuid = row.blob(17).flatMap { UUIDBytes(bytes: $0) }
    }
}

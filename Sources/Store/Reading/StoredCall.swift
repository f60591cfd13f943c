import Events

/// What became of a call.
public struct StoredCall: Hashable, Sendable {
    /// The UUID of the event of its INVITE.
    public let event: String
    /// nil when it never came to that.
    public let ringing: Timestamp?
    public let answered: Timestamp?
    public let ended: Timestamp
    /// The name of a `CallRecord.Ending`.
    public let ending: String
    /// The final response's status code.
    public let status: Int
    /// The digits that the caller sent.
    public let dtmf: String

    /// The columns that `init` reads, of `call` joined with `event`.
    static let columns =
        "\(Schema.uuid("event.uuid")), ringing, answered, ended, ending, call.status, dtmf"

    init(_ row: SQLiteStatement) {
        func time(_ column: Int32) -> Timestamp? {
            row.isNull(column) ? nil : Timestamp(nanoseconds: row.integer(column))
        }
        event = row.text(0) ?? ""
        ringing = time(1)
        answered = time(2)
        ended = Timestamp(nanoseconds: row.integer(3))
        ending = row.text(4) ?? ""
        status = Int(row.integer(5))
        dtmf = row.text(6) ?? ""
    }
}

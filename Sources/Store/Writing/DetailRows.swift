import Events
import SIP

/// Puts what few events hold into rows of their own. Everything happens in the transaction that its caller
/// has opened.
struct DetailRows {
    private let insertCredential: SQLiteStatement
    private let insertDetail: SQLiteStatement
    private let insertCall: SQLiteStatement

    // A row that is there already, which can only be left of an event that is gone, must not stop the store.
    init(_ connection: SQLiteConnection) throws(StoreError) {
        insertCredential = try connection.prepare(
            """
            INSERT OR REPLACE INTO credential (event, username, realm, uri, nonce, response, algorithm, qop, cnonce,
                nc, opaque, method, password_right, is_cut)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        insertDetail = try connection.prepare(
            """
            INSERT OR REPLACE INTO detail (event, dtmf, media_addresses, codecs, refer_to, text)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        insertCall = try connection.prepare(
            """
            INSERT OR REPLACE INTO call (event, ringing, answered, ended, ending, status, dtmf, packets_received)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
    }

    /// - Parameter event: the one that holds the details.
    func insert(_ details: EventDetails, of event: ProbeEvent) throws(StoreError) {
        if let credentials = details.credentials {
            try insert(credentials, details.isPasswordRight, of: event)
        }
        let hasMore =
            details.dtmf != nil || details.referTo != nil || details.text != nil || !details.mediaAddresses.isEmpty
            || !details.codecs.isEmpty
        guard hasMore else { return }
        let statement = insertDetail
        statement.bind(1, event.id.rawValue)
        statement.bind(2, text: details.dtmf)
        statement.bind(3, text: Self.list(details.mediaAddresses))
        statement.bind(4, text: Self.list(details.codecs))
        statement.bind(5, text: details.referTo)
        statement.bind(6, text: details.text)
        try statement.run()
    }

    private func insert(
        _ credentials: DigestCredentials, _ isPasswordRight: Bool?, of event: ProbeEvent
    ) throws(StoreError) {
        let statement = insertCredential
        statement.bind(1, event.id.rawValue)
        statement.bind(2, text: credentials.username)
        statement.bind(3, text: credentials.realm)
        statement.bind(4, text: credentials.uri)
        statement.bind(5, text: credentials.nonce)
        statement.bind(6, text: credentials.response)
        statement.bind(7, text: credentials.algorithm)
        statement.bind(8, text: credentials.qop)
        statement.bind(9, text: credentials.cnonce)
        statement.bind(10, text: credentials.nonceCount)
        statement.bind(11, text: credentials.opaque)
        statement.bind(12, text: event.methodName.map(event.text))
        statement.bind(13, isPasswordRight.map { $0 ? 1 : 0 })
        statement.bind(14, credentials.isCut ? 1 : 0)
        try statement.run()
    }

    private static func list(_ items: [String]) -> String? {
        items.isEmpty ? nil : items.joined(separator: " ")
    }

    func insert(_ call: CallRecord) throws(StoreError) {
        let statement = insertCall
        statement.bind(1, call.event.rawValue)
        statement.bind(2, call.ringing?.nanoseconds)
        statement.bind(3, call.answered?.nanoseconds)
        statement.bind(4, call.ended.nanoseconds)
        statement.bind(5, text: call.ending.name.description)
        statement.bind(6, call.status)
        statement.bind(7, text: call.dtmf)
        statement.bind(8, call.packetsReceived)
        try statement.run()
    }
}

import Events
import Store

/// What is told of credentials, named like the keys of an event's JSON.
struct CredentialColumns {
    static let names = [
        "event_timestamp", "event_uuid", "source_ip", "destination_ip", "sip_method", "auth_username", "auth_realm",
        "auth_uri", "auth_nonce", "auth_response", "auth_algorithm", "auth_qop", "auth_cnonce", "auth_nc",
        "auth_opaque", "auth_password_right",
    ]

    /// In the order of `names`.
    let values: [JSONValue]

    init(_ stored: StoredCredential) {
        let credentials = stored.credentials
        values = [
            .text(stored.time.description), .text(stored.uuid?.description), .text(stored.source),
            .text(stored.destination), .text(stored.method), .text(credentials.username), .text(credentials.realm),
            .text(credentials.uri), .text(credentials.nonce), .text(credentials.response),
            .text(credentials.algorithm), .text(credentials.qop), .text(credentials.cnonce),
            .text(credentials.nonceCount), .text(credentials.opaque),
            stored.isPasswordRight.map { .switch($0) } ?? .null,
        ]
    }
}

import Events
import Hummingbird
import Store

/// `GET /credentials`: digest credentials that were tried, the newest first. For administrators: among them may be real
/// ones of people whose phone was set up wrongly.
struct CredentialsRoute {
    private static let usualLimit = 50

    let lists: StoreLists
    let access: AdminAccess

    private static let shape = ListShape<StoredCredential>(
        totalKey: "credentials_total", listKey: "credentials", noneFound: "No credentials found"
    ) { stored, fields in
        let credentials = stored.credentials
        fields.time("event_timestamp", stored.time)
        fields.text("event_uuid", stored.uuid?.description)
        fields.text("source_ip", stored.source)
        fields.text("destination_ip", stored.destination)
        fields.text("sip_method", stored.method)
        fields.text("auth_username", credentials.username)
        fields.text("auth_realm", credentials.realm)
        fields.text("auth_uri", credentials.uri)
        fields.text("auth_nonce", credentials.nonce)
        fields.text("auth_response", credentials.response)
        fields.text("auth_algorithm", credentials.algorithm)
        fields.text("auth_qop", credentials.qop)
        fields.text("auth_cnonce", credentials.cnonce)
        fields.text("auth_nc", credentials.nonceCount)
        fields.text("auth_opaque", credentials.opaque)
        fields.bool("auth_password_right", stored.isPasswordRight)
    }

    func register(in routes: RouteTable) {
        routes.get("credentials") { request, context in
            guard access.allows(context) else { throw APIFault.forbidden }
            let first = try request.value("cursor") { EventID(cursor: $0) }
            let limit = try request.limit() ?? Self.usualLimit
            let (credentials, total) = try await lists.read { reader in
                (try reader.credentials(before: first, limit: limit), try reader.credentialCount())
            }
            let next = credentials.count == limit ? credentials.last?.event.cursor : nil
            return .list(Self.shape, credentials, total: total, next: next, ListFormat(request))
        }
    }
}

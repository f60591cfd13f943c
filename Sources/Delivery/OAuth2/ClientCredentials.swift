import FoundationEssentials
import NIOCore

/// What gets this node a bearer token (RFC 6749 §4.4), and from whom.
public struct ClientCredentials: Sendable, Equatable {
    public let id: String
    public let secret: Secret
    public let tokenURL: String
    public let audience: String

    public init(id: String, secret: Secret, tokenURL: String, audience: String) {
        self.id = id
        self.secret = secret
        self.tokenURL = tokenURL
        self.audience = audience
    }

    private struct Request: Encodable {
        let id: String
        let secret: String
        let audience: String
        let grant = "client_credentials"

        enum CodingKeys: String, CodingKey {
            case id = "client_id"
            case secret = "client_secret"
            case audience
            case grant = "grant_type"
        }
    }

    /// The token request's body: JSON, as the service of sentrypeer.com wants it.
    var requestBody: ByteBuffer {
        let request = Request(id: id, secret: secret.text, audience: audience)
        // Three strings always have a JSON form.
        return ByteBuffer(bytes: (try? JSONEncoder().encode(request)) ?? Data())
    }
}

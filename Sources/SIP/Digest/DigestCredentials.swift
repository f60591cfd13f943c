/// What a client sends to prove a password (RFC 2617 §3.2.2, RFC 7616 §3.4): texts without quotes, copied out
/// of the message and each of bounded length. Bytes that are not UTF-8 become U+FFFD.
public struct DigestCredentials: Hashable, Sendable {
    /// Bytes of each text at most.
    public static let textLimit = 256

    /// Empty when absent, as are the four after it.
    public let username: String
    public let realm: String
    public let nonce: String
    public let uri: String
    /// The request-digest in hexadecimal, as sent.
    public let response: String
    /// As spelled; nil when absent, as are those after it.
    public let algorithm: String?
    public let qop: String?
    public let cnonce: String?
    /// `nc`: by the RFC eight hexadecimal digits.
    public let nonceCount: String?
    public let opaque: String?
    /// Whether a text was longer than `textLimit` and is not whole. Such credentials prove nothing.
    public let isCut: Bool

    public init(
        username: String, realm: String, nonce: String, uri: String, response: String, algorithm: String? = nil,
        qop: String? = nil, cnonce: String? = nil, nonceCount: String? = nil, opaque: String? = nil,
        isCut: Bool = false
    ) {
        self.username = username
        self.realm = realm
        self.nonce = nonce
        self.uri = uri
        self.response = response
        self.algorithm = algorithm
        self.qop = qop
        self.cnonce = cnonce
        self.nonceCount = nonceCount
        self.opaque = opaque
        self.isCut = isCut
    }

    /// Those of the first Authorization field with the scheme Digest, else of Proxy-Authorization. nil when
    /// there is none, or it has neither a user name nor a response.
    public init?(_ message: SIPMessage) {
        guard let credentials = Self.read(message, .authorization) ?? Self.read(message, .proxyAuthorization)
        else { return nil }
        self = credentials
    }

    private static func read(_ message: SIPMessage, _ name: HeaderName) -> DigestCredentials? {
        let span = message.bytes.readableBytesUInt8Span
        for field in message.headers where field.name == name {
            guard let credentials = Credentials(span, in: field.valueRange),
                span.matches("digest", in: credentials.scheme)
            else { continue }
            var reader = DigestCredentialsReader()
            reader.read(span, credentials.parameters)
            if let credentials = reader.credentials { return credentials }
        }
        return nil
    }
}

/// The value of a WWW-Authenticate or Proxy-Authenticate field (RFC 2617 §3.2.1, RFC 8760 §2.4). Stacks are
/// told apart by how they lay it out, so that this is settable.
public struct DigestChallenge: Hashable, Sendable {
    public enum Parameter: String, CaseIterable, Sendable {
        case realm, domain, nonce, opaque, stale, algorithm, qop
    }

    /// How the parameters stand behind the word Digest.
    public struct Layout: Hashable, Sendable {
        /// What may be written, in this order. A parameter without a value is left out.
        public var order: [Parameter]
        /// Between two parameters: a comma, with or without white space.
        public var separator: String
        /// RFC 2617 has the algorithm and stale without quotes, the rest with them; not every stack does.
        public var quoted: Set<Parameter>

        public init(
            order: [Parameter] = Parameter.allCases, separator: String = ", ",
            quoted: Set<Parameter> = [.realm, .domain, .nonce, .opaque, .qop]
        ) {
            self.order = order
            self.separator = separator
            self.quoted = quoted
        }
    }

    /// May be made of what an attacker sent: what would end the value is escaped, and control characters
    /// are left out.
    public var realm: String
    public var nonce: String
    public var algorithm: DigestAlgorithm
    /// `auth`, or a list such as `auth,auth-int`; nil to offer none, as before RFC 2617.
    public var qop: String?
    public var opaque: String?
    public var domain: String?
    /// true when only the nonce was too old, nil to say nothing about it, as most stacks do otherwise.
    public var isStale: Bool?
    public var layout: Layout

    public init(
        realm: String, nonce: String, algorithm: DigestAlgorithm = .md5, qop: String? = nil, opaque: String? = nil,
        domain: String? = nil, isStale: Bool? = nil, layout: Layout = Layout()
    ) {
        self.realm = realm
        self.nonce = nonce
        self.algorithm = algorithm
        self.qop = qop
        self.opaque = opaque
        self.domain = domain
        self.isStale = isStale
        self.layout = layout
    }

    /// From the word Digest on.
    public var text: [UInt8] {
        var text = Array("Digest ".utf8)
        text.reserveCapacity(192)
        var isFirst = true
        for parameter in layout.order {
            guard let value = value(of: parameter) else { continue }
            if !isFirst { text.append(contentsOf: layout.separator.utf8) }
            isFirst = false
            text.append(contentsOf: parameter.rawValue.utf8)
            text.append(ASCII.equals)
            let isQuoted = layout.quoted.contains(parameter)
            if isQuoted { text.append(ASCII.quote) }
            for byte in value.utf8 where byte >= ASCII.space && byte != 0x7F {
                if isQuoted, byte == ASCII.quote || byte == ASCII.backslash { text.append(ASCII.backslash) }
                text.append(byte)
            }
            if isQuoted { text.append(ASCII.quote) }
        }
        return text
    }

    private func value(of parameter: Parameter) -> String? {
        switch parameter {
        case .realm: realm
        case .domain: domain
        case .nonce: nonce
        case .opaque: opaque
        case .stale: isStale.map { $0 ? "true" : "false" }
        case .algorithm: algorithm.rawValue
        case .qop: qop
        }
    }
}

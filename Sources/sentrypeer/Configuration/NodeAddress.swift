import SIP

/// A node of the peer-to-peer network to start from.
struct NodeAddress: Sendable, Hashable {
    /// The port that OpenDHT nodes use unless told otherwise.
    static let usualPort = 4222

    /// A name or a numeric address, IPv6 without brackets.
    let host: String
    /// 1...65535.
    let port: Int

    /// Reads `HOST` or `HOST:PORT`.
    init(_ text: String) throws(HostPort.Fault) {
        let parts = try HostPort(text)
        let isName = parts.host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard !parts.host.isEmpty, isName != (text.first == "["), isName || IPAddress(String(parts.host)) != nil else {
            throw .host
        }
        guard parts.port != 0 else { throw .port }
        host = String(parts.host)
        port = parts.port ?? Self.usualPort
    }
}

/// `HOST:PORT` taken apart: a name or an IPv4 address as it stands, an IPv6 address in brackets (RFC 3986 section 3.2.2).
struct HostPort: Sendable {
    /// What is wrong with the text.
    enum Fault: Error { case host, port }

    /// Without the brackets.
    let host: Substring
    /// 0...65535; `nil` when the text ends with the host.
    let port: Int?

    init(_ text: String) throws(Fault) {
        let rest: Substring
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { throw .host }
            host = text[..<end].dropFirst()
            rest = text[end...].dropFirst()
        } else {
            host = text.prefix { $0 != ":" }
            rest = text[host.endIndex...]
            // Without brackets an IPv6 address has no telling end.
            guard !rest.dropFirst().utf8.contains(UInt8(ascii: ":")) else { throw .host }
        }
        guard !rest.isEmpty else {
            port = nil
            return
        }
        guard rest.first == ":" else { throw .host }
        let digits = rest.dropFirst()
        // `UInt16` would take a sign.
        guard digits.first?.isNumber == true, let number = UInt16(digits) else { throw .port }
        port = Int(number)
    }
}

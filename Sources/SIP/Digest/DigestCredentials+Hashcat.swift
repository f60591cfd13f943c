extension DigestCredentials {
    /// The credentials as a line for hashcat's mode 11400, which John the Ripper reads too, without a line end:
    /// `$sip$*server*client*user*realm*METHOD*scheme*host*port*nonce*cnonce*nc*qop*MD5*response`.
    ///
    /// nil when there is no such line: another algorithm than MD5, a qop whose hash the tool does not make, a
    /// response that is no MD5, a text that is not whole or longer than the tool's buffers, and one that
    /// holds what parts fields or lines: who wrote it could make up another's.
    ///
    /// - Parameters:
    ///   - method: as spelled in the request.
    ///   - server: the address that the request was sent to; the tool only repeats it, as it does `client`.
    public func hashcatLine(method: String, server: String, client: String) -> String? {
        guard !isCut, let (algorithm, isSession) = DigestAlgorithm.read(algorithm), algorithm == .md5, !isSession,
            response.utf8.count == 32, response.utf8.allSatisfy({ $0.hexValue != nil })
        else { return nil }
        let hasQOP = qop.map { !$0.isEmpty } ?? false
        // The tool knows no hash of a body.
        guard !hasQOP || qop == "auth" else { return nil }
        let isShort =
            username.utf8.count + realm.utf8.count <= 117 && method.utf8.count + uri.utf8.count <= 245
            && !uri.isEmpty && !nonce.isEmpty && server.utf8.count <= 512 && client.utf8.count <= 512
        guard isShort else { return nil }

        let (scheme, host, port) = Self.parts(of: uri)
        let fields = [
            server, client, username, realm, method, scheme, host, port, nonce, hasQOP ? cnonce ?? "" : "",
            hasQOP ? nonceCount ?? "" : "", hasQOP ? "auth" : "", "MD5", response.lowercased(),
        ]
        guard fields.allSatisfy(Self.isPlain) else { return nil }
        return "$sip$*" + fields.joined(separator: "*")
    }

    /// The tool puts a colon between those parts that are not empty; so a colon may only be left out where
    /// the parts on both of its sides have something.
    private static func parts(of uri: String) -> (scheme: String, host: String, port: String) {
        guard let (scheme, rest) = split(uri) else { return ("", uri, "") }
        guard let (host, port) = split(rest) else { return (scheme, rest, "") }
        return (scheme, host, port)
    }

    private static func split(_ text: String) -> (String, String)? {
        guard let colon = text.utf8.firstIndex(of: ASCII.colon) else { return nil }
        let (head, tail) = (text[..<colon], text[text.utf8.index(after: colon)...])
        return head.isEmpty || tail.isEmpty ? nil : (String(head), String(tail))
    }

    /// Neither a separator nor what some reader takes for a line's end, nor what stands for lost bytes.
    private static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0x20, 0x2A, 0x7F...0x9F, 0x2028, 0x2029, 0xFFFD: false
            default: true
            }
        }
    }
}

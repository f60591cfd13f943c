import Crypto

extension DigestCredentials {
    /// Whether who computed the response knows `password`: it is computed anew (RFC 2617 §3.2.2.1–3, RFC 7616
    /// §3.4.1–3) by the algorithm and the qop that the credentials name, and compared in any case. The nonce
    /// is taken as it is: whether it is one of ours is not asked here.
    ///
    /// - Parameters:
    ///   - method: as spelled in the request.
    ///   - body: hashed for `auth-int` alone.
    public func matches(password: String, method: String, body: [UInt8] = []) -> Bool {
        guard !isCut, let (algorithm, isSession) = DigestAlgorithm.read(algorithm) else { return false }
        return switch algorithm {
        case .md5: isResponse(by: Insecure.MD5.self, isSession, password, method, body)
        case .sha256: isResponse(by: SHA256.self, isSession, password, method, body)
        }
    }

    @inline(__always)
    private func isResponse<Function: HashFunction>(
        by function: Function.Type, _ isSession: Bool, _ password: String, _ method: String, _ body: [UInt8]
    ) -> Bool {
        guard response.utf8.count == 2 * Function.Digest.byteCount else { return false }
        var a1 = DigestInput(username, realm, password)
        if isSession {
            let hash = a1.hash(by: function)
            a1 = DigestInput()
            a1.append(hash)
            a1.append(nonce)
            a1.append(cnonce ?? "")
        }
        var a2 = DigestInput(method, uri)
        if let qop, qop.utf8.elementsEqual("auth-int".utf8, by: { $0.lowercased == $1 }) {
            a2.append(DigestInput(body).hash(by: function))
        }
        var whole = DigestInput()
        whole.append(a1.hash(by: function))
        whole.append(nonce)
        if let qop, !qop.isEmpty {
            whole.append(nonceCount ?? "")
            whole.append(cnonce ?? "")
            whole.append(qop)
        }
        whole.append(a2.hash(by: function))
        return response.utf8.elementsEqual(whole.hash(by: function)) { $0.lowercased == $1 }
    }
}

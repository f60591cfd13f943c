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

    /// What of qop went into the response. It has to come with a count and a cnonce (RFC 7616 §3.4); SIPVicious says
    /// `qop=auth` without either where no qop was offered, and computes as if it had not.
    var qopInHash: (qop: String, nonceCount: String, cnonce: String)? {
        guard let qop, !qop.isEmpty, let nonceCount, let cnonce else { return nil }
        return (qop, nonceCount, cnonce)
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
        if let qop = qopInHash?.qop, qop.utf8.elementsEqual("auth-int".utf8, by: { $0.lowercased == $1 }) {
            a2.append(DigestInput(body).hash(by: function))
        }
        var whole = DigestInput()
        whole.append(a1.hash(by: function))
        whole.append(nonce)
        if let hashed = qopInHash {
            whole.append(hashed.nonceCount)
            whole.append(hashed.cnonce)
            whole.append(hashed.qop)
        }
        whole.append(a2.hash(by: function))
        return response.utf8.elementsEqual(whole.hash(by: function)) { $0.lowercased == $1 }
    }
}

import SIP

/// The reason phrases that differ from RFC 3261's. A key is a status, or a method and a status.
struct ReasonPhrases: Hashable, Sendable {
    private struct Key: Hashable, Sendable {
        /// nil for any.
        let method: SIPMethod?
        let code: Int
    }

    private var phrases: [Key: [UInt8]] = [:]

    /// nil where the usual phrase stands.
    func phrase(_ method: SIPMethod, _ status: SIPStatus) -> [UInt8]? {
        phrases[Key(method: method, code: status.code)] ?? phrases[Key(method: nil, code: status.code)]
    }
}

extension ReasonPhrases: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        for key in table.keys {
            let words = key.split(separator: " ")
            let method = words.count == 2 ? words.first.flatMap { SIPMethod(word: $0) } : nil
            guard let code = words.last.flatMap({ Int($0) }), (100...699).contains(code),
                words.count == (method == nil ? 1 : 2)
            else { throw table.bad(key, key, "a status or a method and a status, such as \"REGISTER 404\"") }
            phrases[Key(method: method, code: code)] = Array(try table.string(key).utf8)
        }
    }
}

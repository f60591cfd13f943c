import SIP

/// What the SDP answer looks like (RFC 8866, RFC 3264 §6).
struct SessionPolicy: Hashable, Sendable {
    /// The user of the origin line.
    let originUser: String
    /// Its session id.
    let sessionID: TokenShape
    /// Its version; nil for the same as the id.
    let sessionVersion: TokenShape?
    /// What the node takes, the first first.
    let codecs: [AudioCodec]
    /// The events of `a=fmtp` for telephone-event (RFC 4733 §2.4.1).
    let events: String
    /// Lines of the audio stream behind its `a=rtpmap` and `a=fmtp` lines.
    let attributes: [String]
    /// Whether the audio stream has a connection line of its own besides the session's.
    let repeatsConnection: Bool
}

extension SessionPolicy: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        originUser = try table.string("origin_user")
        guard !originUser.isEmpty, !originUser.utf8.contains(UInt8(ascii: " ")) else {
            throw table.bad("origin_user", originUser, "a word; - stands for none")
        }
        sessionID = try table.shape("session_id")
        sessionVersion = table.has("session_version") ? try table.shape("session_version") : nil
        var codecs: [AudioCodec] = []
        for (index, name) in try table.strings("codecs").enumerated() {
            guard let codec = AudioCodec(rawValue: name) else {
                throw table.bad("codecs[\(index + 1)]", name, "PCMU or PCMA")
            }
            codecs.append(codec)
        }
        guard !codecs.isEmpty else { throw table.bad("codecs", "", "an array with a codec in it") }
        self.codecs = codecs
        events = try table.string("events")
        attributes = try table.strings("attributes")
        for (index, line) in attributes.enumerated() where !line.hasPrefix("a=") {
            throw table.bad("attributes[\(index + 1)]", line, "a line that begins with a=")
        }
        repeatsConnection = try table.flag("repeats_connection")
    }
}

extension SessionPolicy {
    func style(sessionName: String) -> SDPStyle {
        let first: [SDPStyle.Line] = repeatsConnection ? [.connection, .codecs] : [.codecs]
        let last: [SDPStyle.Line] = attributes.map { $0 == "a=sendrecv" ? .direction : .text($0) }
        return SDPStyle(
            originUser: originUser, sessionName: sessionName, codecs: codecs, telephoneEvents: events,
            streamLines: first + last)
    }
}

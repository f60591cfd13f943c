import SIP

/// Who may call, and what a call is like. Times are in milliseconds.
struct CallPolicy: Hashable, Sendable {
    /// What an INVITE needs.
    enum Access: Hashable, Sendable {
        /// Nothing.
        case open
        /// A password, asked for with this status.
        case challenged(SIPStatus)
    }

    /// For callers whose From names no extension of the node.
    let guests: Access
    /// For those whose From does.
    let accounts: Access
    /// 180, or 183 with SDP.
    let progress: SIPStatus
    /// From the INVITE to `progress`.
    let ringAfter: ClosedRange<Int>
    /// From `progress` to 200.
    let answerAfter: ClosedRange<Int>
    /// How long the far end still rings in the media of an answered call, as it does behind a carrier.
    let ringBack: ClosedRange<Int>
    /// From 200 to our BYE.
    let hangUpAfter: ClosedRange<Int>
}

extension CallPolicy: PersonaPart {
    /// Ten minutes.
    private static let longest = 600_000

    init(_ table: inout PersonaTable) throws(PersonaError) {
        guests = try table.access("guests")
        accounts = try table.access("accounts")
        let status = try table.number("progress", in: 180...183)
        guard status == 180 || status == 183 else { throw table.bad("progress", "\(status)", "180 or 183") }
        progress = SIPStatus(status)
        ringAfter = try table.range("ring_after", in: 0...10_000)
        answerAfter = try table.range("answer_after", in: 0...60_000)
        ringBack = try table.range("ring_back", in: 0...60_000)
        hangUpAfter = try table.range("hang_up_after", in: 1_000...Self.longest)
    }
}

extension PersonaTable {
    fileprivate mutating func access(_ key: String) throws(PersonaError) -> CallPolicy.Access {
        let value = try value(key)
        if value.string == "open" { return .open }
        guard value.int == 401 || value.int == 407 else {
            throw bad(key, value.string ?? value.int.map { "\($0)" } ?? "", "\"open\", 401 or 407")
        }
        return .challenged(SIPStatus(try number(value, key, in: 401...407)))
    }
}

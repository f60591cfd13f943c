import Events
import NIOCore
import SIP

@testable import Honeypot

/// Watches that each call goes its way once: one final response, one end, media that stops.
struct CallWatch {
    var fault: String?
    private var playing: Set<UInt64> = []
    private var ended: Set<UInt64> = []
    private var played: Set<UInt64> = []
    /// The final response to each INVITE outside of a dialog.
    private var finals: [String: Int] = [:]
    /// INVITEs inside of dialogs. Responses to another one of the same branch can't be told from theirs.
    private var later: Set<String> = []

    /// An INVITE that starts a transaction.
    mutating func begin(_ invite: SIPMessage, from source: IPAddress) {
        let name = Self.name(invite, from: source)
        finals[name] = later.contains(name) ? nil : 0
    }

    mutating func noteLater(_ invite: SIPMessage, from source: IPAddress) {
        later.insert(Self.name(invite, from: source))
    }

    /// An INVITE that no transaction is left of.
    mutating func forget(_ invite: SIPMessage, from source: IPAddress) {
        finals[Self.name(invite, from: source)] = nil
    }

    mutating func take(_ action: CallAction<Int>) {
        switch action {
        case .send(let bytes, _): check(bytes)
        case .startMedia(let call, _):
            if !played.insert(call).inserted { fault = "media twice" }
            playing.insert(call)
        case .stopMedia(let call):
            if playing.remove(call) == nil { fault = "media stops that does not play" }
        case .releaseMedia, .proved: break
        case .ended(let call, let record):
            if !ended.insert(call).inserted { fault = "a call ends twice" }
            if playing.contains(call) { fault = "a call ends while media plays" }
            if record.dtmf.utf8.count > 128 { fault = "too many digits" }
        }
    }

    var unended: String? { playing.isEmpty ? nil : "media plays on" }

    private mutating func check(_ bytes: ByteBuffer) {
        guard let message = try? SIPParser().parse(bytes) else {
            fault = "no message: \(String(buffer: bytes))"
            return
        }
        guard message.body.upperBound == bytes.readableBytes, !message.defects.contains(.bodyTooShort) else {
            fault = "a body of another length"
            return
        }
        guard case .response(let status, _) = message.startLine else {
            if message.method != .bye { fault = "a request that is no BYE" }
            return
        }
        guard status >= 200, let cseq = message.cseq, message.string(cseq.method) == "INVITE" else { return }
        // Those of later INVITEs are not known here.
        let name = Self.name(message)
        guard let earlier = finals[name] else { return }
        if earlier != 0, earlier != status { fault = "\(earlier) and \(status) to one INVITE" }
        finals[name] = status
    }

    /// What names a transaction, with the address that its request came from: a response has it in `received`.
    private static func name(_ message: SIPMessage, from source: IPAddress? = nil) -> String {
        let via = message.topVia.map { message.string($0.range) } ?? ""
        let sentBy = source.map { "\(via);received=\($0)" } ?? via
        let parts = [message.callID, message.cseq?.method, message.from?.tag].map { $0.map(message.string) ?? "-" }
        return (parts + [sentBy, "\(message.cseq?.number ?? 0)"]).joined(separator: " ")
    }
}

import NIOCore
import SIP

/// Our BYE on its way.
struct SentBye: Sendable {
    let request: ByteBuffer
    let branch: [UInt8]
    let sequence: UInt32
    var transaction: ClientTransaction

    /// Whether the response is one to it: branch and CSeq are its own (RFC 3261 §17.1.3).
    func isAnswered(by response: SIPMessage) -> Bool {
        guard let branch = response.topVia?.branch, let cseq = response.cseq, cseq.number == sequence,
            response.string(cseq.method) == "BYE"
        else { return false }
        return response.line(branch) == self.branch
    }
}

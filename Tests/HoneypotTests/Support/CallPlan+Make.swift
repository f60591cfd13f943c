import NIOCore
import SIP

@testable import Honeypot

extension CallAnswers {
    /// As the default persona answers.
    static let made: CallAnswers = {
        // A built-in persona can be read, or the tests of personas fail.
        guard let disguise = try? Disguise.made(.freepbx) else { preconditionFailure("no persona") }
        return CallAnswers(
            writer: ResponseWriter(disguise.response, disguise.persona.reasons), tag: Array("ours".utf8),
            local: .local, time: .start, session: Array("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n".utf8),
            requestLines: Array("User-Agent: PBX\r\n".utf8))
    }()
}

extension CallPlan {
    /// 100 at once, 180 after 300 ms, 200 after 4 s, and a BYE 30 s after the ACK.
    static func make(
        provisional: [Step] = [Step(.trying), Step(.ringing, after: .milliseconds(300))],
        final: Step = Step(.ok, after: .seconds(4), hasSession: true), talk: Duration = .seconds(30),
        answers: CallAnswers = .made, media: MediaPlan? = nil
    ) -> CallPlan {
        CallPlan(
            provisional: provisional, final: final, talk: talk, answers: answers, media: media,
            branch: Array("z9hG4bKbye".utf8), localSequence: 100, responseNumber: 7)
    }

    /// Refuses at once.
    static func refusal(_ status: Int) -> CallPlan {
        make(provisional: [Step(.trying)], final: Step(SIPStatus(status)))
    }
}

extension ByteBuffer {
    /// An INVITE with an offer, as long as most are.
    static func invite(
        via: String? = "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1", from: String? = "<sip:1@192.0.2.1>;tag=f1",
        callID: String = "1@198.51.100.7", cseq: Int = 1, adding more: [String] = [], body: String? = nil
    ) -> ByteBuffer {
        .request(
            "INVITE", via: via, from: from, callID: callID, cseq: "\(cseq) INVITE",
            adding: ["Contact: <sip:1@198.51.100.7:5062>"] + more,
            body: body ?? "v=0\r\n" + String(repeating: "a=padding:0123456789\r\n", count: 20))
    }

    /// A request of the caller inside the dialog of `invite()`.
    static func inside(
        _ method: String, cseq: Int, branch: String? = nil, from: String = "<sip:1@192.0.2.1>;tag=f1",
        tag: String = "ours", callID: String = "1@198.51.100.7", adding more: [String] = [], body: String = ""
    ) -> ByteBuffer {
        .request(
            method, via: "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK\(branch ?? "\(method)\(cseq)")", from: from,
            to: "<sip:100@192.0.2.1>;tag=\(tag)", callID: callID, cseq: "\(cseq) \(method)", adding: more, body: body)
    }

    /// The ACK of a refusal, in the INVITE's transaction.
    static func refusalAck(
        via: String = "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1", tag: String = "ours"
    ) -> ByteBuffer {
        .request("ACK", via: via, to: "<sip:100@192.0.2.1>;tag=\(tag)", cseq: "1 ACK")
    }

    static func cancel(via: String = "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1") -> ByteBuffer {
        .request("CANCEL", via: via, cseq: "1 CANCEL")
    }

    /// A response to our BYE.
    static func byeResponse(
        _ status: Int = 200, branch: String = "z9hG4bKbye", cseq: String = "101 BYE"
    ) -> ByteBuffer {
        ByteBuffer(
            string: """
                SIP/2.0 \(status) OK\r
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=\(branch);rport=5060\r
                From: <sip:100@192.0.2.1>;tag=ours\r
                To: <sip:1@192.0.2.1>;tag=f1\r
                Call-ID: 1@198.51.100.7\r
                CSeq: \(cseq)\r
                Content-Length: 0\r
                \r\n
                """)
    }
}

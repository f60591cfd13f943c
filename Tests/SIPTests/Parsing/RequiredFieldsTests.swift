import NIOCore
import SIP
import Testing

@Suite("Fields that every message carries")
struct RequiredFieldsTests {
    @Test("RFC 3261 §8.1.1: a message with all of its fields has no defect")
    func complete() throws {
        #expect(try parse(request()).defects.isEmpty)
        #expect(try parse(request("SIP/2.0 200 OK")).defects.isEmpty)
    }

    @Test("RFC 3261 §8.1.1: each missing field is a defect of its own")
    func missing() throws {
        #expect(try parse(request(via: nil)).defects.all == [.missingVia])
        #expect(try parse(request(from: nil)).defects.all == [.missingFrom])
        #expect(try parse(request(to: nil)).defects.all == [.missingTo])
        #expect(try parse(request(callID: nil)).defects.all == [.missingCallID])
        #expect(try parse(request(callID: "Call-ID:")).defects.all == [.missingCallID])
        #expect(try parse(request(cseq: nil)).defects.all == [.missingCSeq])
    }

    @Test("RFC 3261 §8.2.6.2: a response lacks what a request would lack")
    func missingInResponse() throws {
        let message = try parse(request("SIP/2.0 200 OK", via: nil, to: nil))
        #expect(message.defects.all == [.missingVia, .missingTo])
    }

    @Test("RFC 3261 §20: each field that cannot be read is a defect, and its typed value nil")
    func unreadable() throws {
        let via = try parse(request(via: "Via: nonsense"))
        #expect(via.defects.all == [.badVia])
        #expect(via.topVia == nil)
        let from = try parse(request(from: "From: \"open <sip:a@b>"))
        #expect(from.defects.all == [.badFrom])
        #expect(from.from == nil)
        let to = try parse(request(to: "To: <sip:a@b"))
        #expect(to.defects.all == [.badTo])
        #expect(to.to == nil)
        let cseq = try parse(request(cseq: "CSeq: OPTIONS"))
        #expect(cseq.defects.all == [.badCSeq])
        #expect(cseq.cseq == nil)
    }

    @Test("RFC 3261 §8.1.1.5: CSeq names the method of the Request-Line, spelled the same")
    func methodMismatch() throws {
        #expect(try parse(request(cseq: "CSeq: 1 INVITE")).defects.all == [.methodMismatch])
        #expect(try parse(request(cseq: "CSeq: 1 options")).defects.all == [.methodMismatch])
        #expect(try parse(request("SIP/2.0 200 OK", cseq: "CSeq: 1 INVITE")).defects.isEmpty)
    }

    @Test("RFC 4475 §3.3.8: a field that stands once stands twice, and the first counts")
    func repeated() throws {
        let second = ["From: <sip:z@z>;tag=z", "To: <sip:z@z>", "Call-ID: z", "CSeq: 9 INVITE"]
        for field in second {
            let message = try parse(request(adding: field))
            #expect(message.defects.all == [.repeatedField])
            #expect(message.string(message.from?.tag) == "f1")
            #expect(message.string(message.to?.uri) == "sip:100@192.0.2.1")
            #expect(message.string(message.callID) == "1@198.51.100.7")
            #expect(message.cseq?.number == 1)
        }
        #expect(try parse(request(adding: "Via: nonsense", "Via: SIP/2.0/UDP h")).defects.isEmpty)
    }
}

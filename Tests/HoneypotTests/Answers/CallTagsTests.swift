import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Tags (RFC 3261 §8.2.7, §19.3)") struct CallTagsTests {
    private static let made = BuiltInPersona.allCases.map { persona in
        Result { CallTags(try Disguise.made(persona)) }
    }

    private func tags(_ persona: BuiltInPersona) throws -> CallTags {
        try Self.made[try #require(BuiltInPersona.allCases.firstIndex(of: persona))].get()
    }

    private func tag(
        _ bytes: ByteBuffer = .request(), _ persona: BuiltInPersona = .freepbx, from source: Endpoint = .peer
    ) throws -> String {
        let (tags, message) = (try tags(persona), try bytes.message)
        let seed = tags.seed(of: message, from: source)
        return String(decoding: tags.stateless(seed, for: message, at: .start), as: UTF8.self)
    }

    private func dialogTag(_ bytes: ByteBuffer = .request(), _ persona: BuiltInPersona = .freepbx) throws -> String {
        let tags = try tags(persona)
        return String(
            decoding: tags.dialog(tags.seed(of: try bytes.message, from: .peer), at: .start), as: UTF8.self)
    }

    private func isShown(
        _ tag: String, _ persona: BuiltInPersona = .freepbx, from source: Endpoint = .peer,
        callID: String = "1@198.51.100.7"
    ) throws -> Bool {
        let request = try ByteBuffer.request("ACK", to: "<sip:100@192.0.2.1>;tag=\(tag)", callID: callID).message
        let tags = try tags(persona)
        return tags.isShown(by: request, seed: tags.seed(of: request, from: source), at: .after(.seconds(40)))
    }

    @Test(
        "Tags look as the stack's",
        arguments: [
            (BuiltInPersona.freepbx, 10), (.asterisk, 8), (.kamailio, 41), (.cisco, 13), (.ata, 18),
        ])
    func shape(persona: BuiltInPersona, length: Int) throws {
        #expect(try tag(.request(), persona).utf8.count == length)
        #expect(try tag().hasPrefix("as"))
        #expect(try tag(.request(), .asterisk) == "z9hG4bK1")
    }

    @Test func isTheSameForTheSameCall() throws {
        #expect(try tag() == tag())
        // Another request of that call, whatever its method, branch or CSeq.
        let later = ByteBuffer.request("BYE", via: "SIP/2.0/UDP h;branch=x", cseq: "9 BYE")
        #expect(try tag(later) == tag())
        #expect(try dialogTag(later) == dialogTag())
    }

    @Test(arguments: [
        ByteBuffer.request(callID: "2@198.51.100.7"), .request(from: "<sip:1@192.0.2.1>;tag=f2"),
        .request(from: "<sip:1@192.0.2.1>"), .request(callID: nil), .request(from: nil, callID: "1@198.51.100.7f1"),
        .request(from: "<sip:1@192.0.2.1>;tag=7f1", callID: "1@198.51.100."),
    ])
    func differsByCall(bytes: ByteBuffer) throws {
        #expect(try tag(bytes) != tag())
        #expect(try dialogTag(bytes) != dialogTag())
    }

    @Test(arguments: ["198.51.100.7:5063", "198.51.100.8:5062", "[2001:db8::1]:5062"])
    func differsBySource(source: String) throws {
        #expect(try tag(from: .make(source)) != tag())
    }

    @Test func differsByProcess() throws {
        let tags = CallTags(try .made(.freepbx))
        let seed = tags.seed(of: try ByteBuffer.request().message, from: .peer)
        #expect(tags.dialog(seed, at: .start) != Array(try dialogTag().utf8))
    }

    @Test func aCallsTagIsNotThatOfAnAnswerWithoutState() throws {
        for persona in BuiltInPersona.allCases {
            #expect(try tag(.request(), persona) != dialogTag(.request(), persona))
        }
    }

    @Test(arguments: BuiltInPersona.allCases) func whoShowsItHasReceivedIt(persona: BuiltInPersona) throws {
        #expect(try isShown(dialogTag(.request(), persona), persona))
        // PJSIP's tag outside of calls is the request's own branch, which proves nothing.
        #expect(try isShown(tag(.request(), persona), persona) == (persona != .asterisk))
    }

    @Test func fromElsewhereOrForAnotherCallItIsNoProof() throws {
        for tag in [try tag(), try dialogTag()] {
            #expect(try !isShown(tag, from: .make("198.51.100.7:5063")))
            #expect(try !isShown(tag, from: .make("203.0.113.9:5062")))
            #expect(try !isShown(tag, callID: "2@198.51.100.7"))
        }
    }

    @Test(arguments: ["", "0", "as00000000", "as7fffffff", "00000000000000000"])
    func aForgedOneIsNoProof(tag: String) throws {
        #expect(try !isShown(tag))
    }

    @Test func oneThatIsAlmostRightIsNoProof() throws {
        for right in [try tag(), try dialogTag()] {
            for position in right.indices {
                var wrong = right
                wrong.replaceSubrange(position...position, with: right[position] == "0" ? "1" : "0")
                #expect(try !isShown(wrong))
            }
            #expect(try !isShown(String(right.dropLast())))
            #expect(try !isShown(right + "0"))
            #expect(try !isShown(right.uppercased()))
        }
    }

    @Test func withoutATagNothingIsShown() throws {
        let tags = try tags(.freepbx)
        for bytes in [ByteBuffer.request(), .request(to: nil), .request(to: "broken")] {
            let message = try bytes.message
            #expect(!tags.isShown(by: message, seed: tags.seed(of: message, from: .peer), at: .start))
        }
    }
}

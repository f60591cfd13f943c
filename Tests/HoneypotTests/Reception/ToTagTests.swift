import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Tags (RFC 3261 §8.2.7, §19.3)") struct ToTagTests {
    private let tags = ToTag()

    private func tag(_ bytes: ByteBuffer = .request(), from source: Endpoint = .peer) throws -> String {
        String(decoding: tags.tag(for: try bytes.message, from: source), as: UTF8.self)
    }

    private func isShown(_ tag: String, from source: Endpoint = .peer, callID: String = "1@198.51.100.7") throws -> Bool
    {
        let request = ByteBuffer.request("ACK", to: "<sip:100@192.0.2.1>;tag=\(tag)", callID: callID)
        return tags.isShown(by: try request.message, from: source)
    }

    @Test func isSixteenHexadecimalDigits() throws {
        let tag = try tag()
        #expect(tag.utf8.count == 16 && tag.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }

    @Test func isTheSameForTheSameCall() throws {
        #expect(try tag() == tag())
        // Another request of that call, whatever its method, branch or CSeq.
        #expect(try tag(.request("BYE", via: "SIP/2.0/UDP h;branch=x", cseq: "9 BYE")) == tag())
    }

    @Test(arguments: [
        ByteBuffer.request(callID: "2@198.51.100.7"), .request(from: "<sip:1@192.0.2.1>;tag=f2"),
        .request(from: "<sip:1@192.0.2.1>"), .request(callID: nil), .request(from: nil, callID: "1@198.51.100.7f1"),
    ])
    func differsByCall(bytes: ByteBuffer) throws {
        #expect(try tag(bytes) != tag())
    }

    @Test(arguments: ["198.51.100.7:5063", "198.51.100.8:5062", "[2001:db8::1]:5062"])
    func differsBySource(source: String) throws {
        #expect(try tag(from: .make(source)) != tag())
    }

    @Test func differsByProcess() throws {
        #expect(ToTag().tag(for: try ByteBuffer.request().message, from: .peer) != Array(try tag().utf8))
    }

    @Test func whoShowsItHasReceivedIt() throws {
        #expect(try isShown(tag()))
    }

    @Test func fromElsewhereOrForAnotherCallItIsNoProof() throws {
        #expect(try !isShown(tag(), from: .make("198.51.100.7:5063")))
        #expect(try !isShown(tag(), from: .make("203.0.113.9:5062")))
        #expect(try !isShown(tag(), callID: "2@198.51.100.7"))
    }

    @Test(arguments: ["", "0", "0000000000000000", "ffffffffffffffff", "00000000000000000"])
    func aForgedOneIsNoProof(tag: String) throws {
        #expect(try !isShown(tag))
    }

    @Test func oneThatIsAlmostRightIsNoProof() throws {
        let right = try tag()
        for position in right.indices {
            var wrong = right
            wrong.replaceSubrange(position...position, with: right[position] == "0" ? "1" : "0")
            #expect(try !isShown(wrong))
        }
        #expect(try !isShown(String(right.dropLast())))
        #expect(try !isShown(right + "0"))
        #expect(try !isShown(right.uppercased()) || right.uppercased() == right)
    }

    @Test func withoutATagNothingIsShown() throws {
        for bytes in [ByteBuffer.request(), .request(to: nil), .request(to: "broken")] {
            #expect(!tags.isShown(by: try bytes.message, from: .peer))
        }
    }
}

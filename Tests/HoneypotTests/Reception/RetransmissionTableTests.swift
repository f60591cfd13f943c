import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Retransmissions (RFC 3261 §17.1.1.2, §17.1.2.2, §17.2.3)") struct RetransmissionTableTests {
    private var table = RetransmissionTable()
    private let first = EventID(rawValue: 1)

    private mutating func original(
        _ bytes: ByteBuffer, from source: Endpoint = .peer, id: Int64 = 2, after: Duration = .zero
    ) throws -> EventID? {
        table.original(of: try bytes.message, from: source, as: EventID(rawValue: id), at: .after(after))
    }

    @Test mutating func theSameRequestAgain() throws {
        #expect(try original(.request(), id: 1) == nil)
        #expect(try original(.request(), id: 2) == first)
        #expect(try original(.request(), id: 3, after: .seconds(31)) == first)
    }

    @Test mutating func afterThirtyTwoSecondsItIsNew() throws {
        #expect(try original(.request(), id: 1) == nil)
        #expect(try original(.request(), id: 2, after: .seconds(32)) == nil)
        // From then on it is the second that is repeated.
        #expect(try original(.request(), id: 3, after: .seconds(33))?.rawValue == 2)
    }

    @Test(arguments: [
        ByteBuffer.request("INVITE", cseq: "1 INVITE"), .request("ACK"), .request(cseq: "2 OPTIONS"),
        .request(callID: "2@198.51.100.7"), .request("OPTIONS", "sip:101@192.0.2.1"),
        .request(via: "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK2"),
        // A guess at a password, and another.
        .request(adding: ["Authorization: Digest response=\"1\""]),
        .request(adding: ["Proxy-Authorization: Digest response=\"2\""]),
    ])
    mutating func anotherRequest(bytes: ByteBuffer) throws {
        #expect(try original(.request(), id: 1) == nil)
        #expect(try original(bytes) == nil)
    }

    @Test(arguments: ["198.51.100.7:5063", "198.51.100.8:5062", "[2001:db8::1]:5062"])
    mutating func anotherSource(source: String) throws {
        #expect(try original(.request(), id: 1) == nil)
        #expect(try original(.request(), from: .make(source)) == nil)
    }

    @Test("Parts cannot be shifted into one another")
    mutating func partsAreApart() throws {
        #expect(try original(.request(via: "SIP/2.0/UDP h;branch=ab", callID: "c"), id: 1) == nil)
        #expect(try original(.request(via: "SIP/2.0/UDP h;branch=a", callID: "bc")) == nil)
    }

    @Test(
        "Without what identifies it, a request is new each time",
        arguments: [
            ByteBuffer.request(via: nil), .request(via: "SIP/2.0/UDP 198.51.100.7"), .request(callID: nil),
            .request(cseq: "no number"), ByteBuffer(string: "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP h;branch=1\r\n\r\n"),
        ])
    mutating func unidentified(bytes: ByteBuffer) throws {
        #expect(try original(bytes, id: 1) == nil)
        #expect(try original(bytes) == nil)
    }

    /// 32,768 requests are remembered; many more take no more memory, and the newest are known.
    @Test mutating func aFloodForgetsTheOldest() throws {
        let message = try ByteBuffer.request().message
        func source(_ number: Int) -> Endpoint { Endpoint(address: .v4(UInt32(number)), port: 5060) }
        var known = 0
        for number in 0..<60_000 {
            let time = Timestamp.after(.microseconds(number))
            let id = EventID(rawValue: Int64(number))
            if table.original(of: message, from: source(number), as: id, at: time) != nil { known += 1 }
        }
        #expect(known == 0)
        for number in stride(from: 59_999, through: 0, by: -1) {
            let id = EventID(rawValue: 100_000)
            let original = table.original(of: message, from: source(number), as: id, at: .after(.seconds(1)))
            if original?.rawValue == Int64(number) { known += 1 }
            if number == 59_900 { #expect(known == 100) }
        }
        #expect(known <= 32_768)
    }
}

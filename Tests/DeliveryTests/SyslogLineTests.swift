import NIOCore
import Testing

@testable import Delivery
@testable import Events

@Suite struct SyslogLineTests {
    private func text(_ agent: String?, method: String = "OPTIONS") throws -> String {
        SyslogLine(try .make(message: .request(method, agent: agent))).text
    }

    @Test func exactlyAsTheOriginalWritesIt() throws {
        #expect(try text("sipsak 0.9.7") == "Source IP: 144.21.55.36, Method: OPTIONS, Agent: sipsak 0.9.7")
    }

    @Test func theSourceIsAnAddressWithoutAPort() throws {
        let line = SyslogLine(try .make(from: "2001:db8::1")).text
        #expect(line == "Source IP: 2001:db8::1, Method: OPTIONS, Agent: sipsak 0.9.7")
    }

    @Test func whatIsAbsentIsNotFound() throws {
        #expect(try text(nil) == "Source IP: 144.21.55.36, Method: OPTIONS, Agent: NOT_FOUND")
        #expect(
            SyslogLine(try .make(message: ByteBuffer(string: "garbage"))).text
                == "Source IP: 144.21.55.36, Method: NOT_FOUND, Agent: NOT_FOUND")
    }

    @Test(
        "An agent cannot look like another source",
        arguments: [
            (
                "x, Method: INVITE, Agent: Source IP: 8.8.8.8, Method: A, Agent: b",
                "x, Method: INVITE, Agent: Source IP? 8.8.8.8, Method: A, Agent: b"
            ),
            ("source ip:1.1.1.1 SOURCE IP:1.1.1.1", "source ip?1.1.1.1 SOURCE IP?1.1.1.1"),
            ("Source IPSource IP::", "Source IPSource IP?:"), ("Source  IP: 1", "Source  IP: 1"),
            // Folded over lines, as the parser still gives it (RFC 3261 §7.3.1).
            ("a\r\n Source IP: 8.8.8.8", "a?? Source IP? 8.8.8.8"),
            ("a\u{1B}[2J\u{7F}\tb", "a?[2J??b"), ("a\0b", "a?b"), ("é\u{2028}", "?????"), ("%s%n%d", "%s%n%d"),
        ])
    func unforgeable(agent: String, shown: String) throws {
        #expect(try text(agent) == "Source IP: 144.21.55.36, Method: OPTIONS, Agent: \(shown)")
    }

    @Test func everyByteStaysOnTheLine() {
        let all = String(decoding: UInt8.min...UInt8.max, as: UTF8.self)
        let shown = SyslogLine.clean(all, limit: 1_000)
        #expect(shown.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        #expect(shown.utf8.count == all.utf8.count)
    }

    @Test func lengthsAreBounded() throws {
        let long = String(repeating: "a", count: 5_000)
        #expect(try text(long) == "Source IP: 144.21.55.36, Method: OPTIONS, Agent: \(long.prefix(200))")
        #expect(
            try text("x", method: long) == "Source IP: 144.21.55.36, Method: \(long.prefix(32)), Agent: x")
        // A cut inside a character leaves no half of it.
        #expect(SyslogLine.clean("aé", limit: 2) == "a?")
    }
}

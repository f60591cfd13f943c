import NIOCore
import SIP
import Testing

@testable import Delivery
@testable import Events

@Suite struct TerminalSinkTests {
    @Test func anEventForAPersonToRead() throws {
        #expect(TerminalSink(showsMessage: false).name == "terminal")
        #expect(
            TerminalSink(showsMessage: false).describe(try .make()) == """

                Event Timestamp: 2022-02-22 11:19:15.848934346
                Event UUID: 017f2128-2e88-7000-0000-000000000001
                Collected Method: responsive
                Transport Type: UDP
                Source: 144.21.55.36:5062
                Destination: 192.0.2.1:5060
                Called Number: 100
                SIP Method: OPTIONS
                SIP User Agent: sipsak 0.9.7

                """)
    }

    @Test func rowsThatOnlySomeEventsHave() throws {
        var event = try ProbeEvent.make(
            attempts: 7, message: ByteBuffer(string: "INVITE sip:1@h SIP/2.0\r\nTo: <sip:2@h>\r\n\r\n"))
        event.malformation = .brokenStream(.truncated)
        event.status = 486
        let text = TerminalSink(showsMessage: false).describe(event)
        for row in [
            "Called Number: 1", "SIP User Agent: NOT_FOUND", "To Number: 2", "SIP Status: 486", "Malformed: truncated",
            "Defects: missing-via, missing-from, missing-call-id, missing-cseq", "Attempts: 7",
        ] {
            #expect(text.contains("\n\(row)\n"), "\(row)")
        }
    }

    @Test func theMessageIsIndented() throws {
        let text = TerminalSink(showsMessage: true).describe(
            try .make(message: ByteBuffer(string: "OPTIONS sip:1@h SIP/2.0\r\nSubject: \u{1B}[2Jx\r\n\r\nbody\n")))
        #expect(
            text.hasSuffix(
                """
                    OPTIONS sip:1@h SIP/2.0
                    Subject: \\u{1b}[2Jx
                \("    ")
                    body
                \("    ")

                """))
    }

    @Test func noByteOfAnAttackersReachesTheTerminal() throws {
        var message = ByteBuffer.request("FOO", agent: "a\u{1B}]0;x\u{7}\u{9B}")
        message.writeBytes(UInt8.min...UInt8.max)
        let text = TerminalSink(showsMessage: true).describe(try .make(message: message))
        #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    }

    @Test func writesToStandardError() async throws {
        let result = await #expect(
            processExitsWith: .success, observing: [\.standardErrorContent, \.standardOutputContent]
        ) {
            var sink = TerminalSink(showsMessage: false)
            try sink.write(EventBatch([try .make(1), try .make(2, from: "::1")]))
        }
        let shown = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(shown.contains("\nSource: 144.21.55.36:5062\n") && shown.contains("\nSource: [::1]:5062\n"))
        let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        #expect(!output.contains("Source: "))
    }
}

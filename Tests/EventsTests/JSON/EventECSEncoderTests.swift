import Foundation
import NIOCore
import SIP
import Testing

@testable import Events

@Suite struct EventECSEncoderTests {
    private func line(_ event: ProbeEvent) -> String {
        var buffer = ByteBuffer()
        EventECSEncoder(version: "1.2.3").write(event, into: &buffer)
        return String(buffer: buffer)
    }

    private func object(_ event: ProbeEvent) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line(event).utf8)) as? [String: Any])
    }

    @Test func aWholeLine() throws {
        var event = try ProbeEvent.make(message: ByteBuffer(string: "OPTIONS sip:1@h SIP/2.0\r\n\r\n"))
        event.time = Timestamp(nanoseconds: 1_645_528_755_848_934_346)
        event.defects = []
        #expect(
            line(event) == #"{"@timestamp":"2022-02-22T11:19:15.848934346Z","ecs":{"version":"8.11.0"},"#
                + #""observer":{"vendor":"SentryPeer","product":"SentryPeer","type":"honeypot","version":"1.2.3","#
                + #""name":"00001111-0000-4222-0000-000000008333"},"#
                + #""event":{"id":"017f2128-2e88-7000-8000-000000001234","kind":"event","module":"sentrypeer","#
                + #""dataset":"sentrypeer.probe","action":"sip-options","#
                + #""category":["network","intrusion_detection"],"type":["info"],"outcome":"unknown","#
                + #""original":"OPTIONS sip:1@h SIP/2.0\r\n\r\n"},"message":"OPTIONS sip:1@h SIP/2.0","#
                + #""source":{"ip":"198.51.100.7","port":5062},"destination":{"ip":"192.0.2.1","port":5060},"#
                + #""network":{"transport":"udp","type":"ipv4","protocol":"sip","direction":"inbound"},"#
                + #""related":{"ip":["198.51.100.7","192.0.2.1"]},"#
                + #""sentrypeer":{"collected_method":"responsive","transport_type":"UDP","called_number":"1","#
                + #""sip_method":"OPTIONS"}}"#)
    }

    @Test(arguments: [(true, "success"), (false, "failure"), (nil, "unknown")] as [(Bool?, String)])
    func credentialsAreAnAuthentication(isRight: Bool?, outcome: String) throws {
        var event = try ProbeEvent.make()
        event.details = EventDetails(
            credentials: DigestCredentials(username: "100", realm: "", nonce: "", uri: "", response: ""),
            isPasswordRight: isRight)
        let object = try object(event)
        let kind = try #require(object["event"] as? [String: Any])
        #expect(kind["outcome"] as? String == outcome)
        #expect(kind["category"] as? [String] == ["network", "intrusion_detection", "authentication"])
        #expect((object["user"] as? [String: String]) == ["name": "100"])
        #expect((object["related"] as? [String: [String]])?["user"] == ["100"])
    }

    @Test func aHandshakeThatFailed() throws {
        var event = try ProbeEvent.make(transport: .tls, message: ByteBuffer(string: "GET / HTTP/1.0"))
        event.malformation = .handshakeFailed
        let object = try object(event)
        #expect((object["tls"] as? [String: Bool]) == ["established": false])
        #expect((object["network"] as? [String: String])?["transport"] == "tcp")
        #expect((object["event"] as? [String: Any])?["action"] as? String == "sip-malformed")
        #expect((object["sentrypeer"] as? [String: Any])?["malformed"] as? String == "tls-handshake-failed")
    }

    @Test("The longest texts, each of them six bytes a byte, still are one whole object")
    func hostileLengths() throws {
        let text = String(repeating: "\u{1}", count: 4_096)
        var event = try ProbeEvent.make(message: .request("OPTIONS", agent: text, body: text))
        event.details = EventDetails(
            credentials: DigestCredentials(
                username: text, realm: text, nonce: text, uri: text, response: text, algorithm: text, qop: text,
                cnonce: text, nonceCount: text, opaque: text),
            isPasswordRight: false, dtmf: text, mediaAddresses: Array(repeating: text, count: 100),
            codecs: Array(repeating: "", count: 1_000), referTo: text, text: text)
        let object = try object(event)
        #expect((object["event"] as? [String: Any])?["original"] as? String == String(buffer: event.message))
        #expect((object["sentrypeer"] as? [String: Any])?["message_text"] as? String == text)
        #expect((object["user"] as? [String: String])?["name"] == text)
    }

    @Test func aLongFirstLineIsCut() throws {
        let object = try object(.make(message: ByteBuffer(repeating: 0xFF, count: 1_000)))
        #expect(object["message"] as? String == String(repeating: "\u{FF}", count: 256))
    }
}

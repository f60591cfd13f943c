import Foundation
import NIOCore
import SIP
import Testing

@testable import Events

/// The keys that only few events have.
@Suite struct EventJSONDetailsTests {
    private func line(_ details: EventDetails?) throws -> String {
        var event = try ProbeEvent.make()
        event.details = details
        var buffer = ByteBuffer()
        EventJSONEncoder(addresses: .ip, version: "1.2.3").write(event, into: &buffer)
        return String(buffer: buffer)
    }

    private func object(_ details: EventDetails?) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line(details).utf8)) as? [String: Any])
    }

    private static let credentials = DigestCredentials(
        username: "100", realm: "asterisk", nonce: "n", uri: "sip:h", response: "r", algorithm: "MD5", qop: "auth",
        cnonce: "c", nonceCount: "00000001", opaque: "o")

    @Test func theyComeLastAndInOrder() throws {
        let details = EventDetails(
            credentials: Self.credentials, isPasswordRight: true, dtmf: "1#", mediaAddresses: ["192.0.2.9", "::1"],
            codecs: ["PCMU/8000"], referTo: "sip:2@h", text: "hello")
        #expect(
            try line(details).hasSuffix(
                #""destination_port":5060,"auth_username":"100","auth_realm":"asterisk","auth_uri":"sip:h","#
                    + #""auth_nonce":"n","auth_response":"r","auth_algorithm":"MD5","auth_qop":"auth","#
                    + #""auth_cnonce":"c","auth_nc":"00000001","auth_password_right":true,"dtmf":"1#","#
                    + #""media_addresses":["192.0.2.9","::1"],"codecs":["PCMU/8000"],"refer_to":"sip:2@h","#
                    + #""message_text":"hello"}"#))
    }

    @Test func whatIsAbsentHasNoKey() throws {
        let keys = Set(try object(nil).keys)
        #expect(Set(try object(EventDetails()).keys) == keys)
        #expect(Set(try object(EventDetails(dtmf: "1")).keys).subtracting(keys) == ["dtmf"])
        let plain = DigestCredentials(username: "", realm: "", nonce: "", uri: "", response: "")
        #expect(
            Set(try object(EventDetails(credentials: plain)).keys).subtracting(keys)
                == ["auth_username", "auth_realm", "auth_uri", "auth_nonce", "auth_response"])
    }

    @Test func aWrongPasswordIsSaid() throws {
        let details = EventDetails(credentials: Self.credentials, isPasswordRight: false)
        #expect(try object(details)["auth_password_right"] as? Bool == false)
    }

    @Test("The longest texts, each of them six bytes a byte, still are one whole object")
    func hostileLengths() throws {
        let text = String(repeating: "\u{1}", count: 256)
        let details = EventDetails(
            credentials: DigestCredentials(
                username: text, realm: text, nonce: text, uri: text, response: text, algorithm: text, qop: text,
                cnonce: text, nonceCount: text, opaque: text),
            isPasswordRight: false, dtmf: text, mediaAddresses: Array(repeating: text, count: 100),
            codecs: Array(repeating: "", count: 1_000), referTo: text, text: String(repeating: "\u{1F}", count: 4_096))
        let object = try object(details)
        #expect(object["auth_nc"] as? String == text)
        #expect((object["media_addresses"] as? [String])?.count == 100)
        #expect((object["codecs"] as? [String])?.count == 1_000)
        #expect((object["message_text"] as? String)?.utf8.count == 4_096)
    }

    @Test func anAttackersTextCannotAddAKey() throws {
        let details = EventDetails(codecs: [#"x","y":["#], referTo: #"","source_ip":"1.2.3.4"#, text: "\n\"}")
        let object = try object(details)
        #expect(object["source_ip"] as? String == "198.51.100.7")
        #expect(object["refer_to"] as? String == #"","source_ip":"1.2.3.4"#)
        #expect(object["message_text"] as? String == "\n\"}")
    }
}

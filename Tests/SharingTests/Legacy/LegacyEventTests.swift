import Events
import Testing

@testable import Sharing

@Suite struct LegacyEventTests {
    /// As an original node writes one.
    static let members = [
        "app_name": "sentrypeer", "app_version": "v4.0.4", "event_timestamp": "2022-02-22 11:19:15.848934346",
        "event_uuid": "fac3fa20-8c2c-445b-8661-50a70fa9e873",
        "created_by_node_id": "4b9d1c37-5a1b-4f69-8b5a-d5a4cc7a0f51", "collected_method": "responsive",
        "transport_type": "UDP", "source_ip": "45.134.144.128", "destination_ip": "192.0.2.1",
        "called_number": "0046500729221", "sip_method": "INVITE", "sip_user_agent": "friendly-scanner",
        "sip_message": #"INVITE sip:0046500729221@192.0.2.1 SIP/2.0\r\n"#,
    ]

    static func text(_ changes: [String: String?] = [:]) -> [UInt8] {
        let all = members.merging(changes.compactMapValues(\.self)) { $1 }.filter { changes[$0.key] != .some(nil) }
        return Array(("{" + all.map { #""\#($0.key)":"\#($0.value)""# }.joined(separator: ",") + "}").utf8)
    }

    @Test func anOriginalNodesEventIsRead() throws {
        let event = try LegacyEvent(Self.text())
        #expect(event.uuid.description == "fac3fa20-8c2c-445b-8661-50a70fa9e873")
        #expect(event.node.description == "4b9d1c37-5a1b-4f69-8b5a-d5a4cc7a0f51")
        #expect(event.source.description == "45.134.144.128")
        #expect(event.calledNumber == "0046500729221")
    }

    @Test func furtherKeysDoNoHarm() throws {
        #expect(try LegacyEvent(Array(#"{"x":{"y":[1]},"#.utf8) + Self.text().dropFirst()) == LegacyEvent(Self.text()))
    }

    @Test func noNumberIsNone() throws {
        #expect(try LegacyEvent(Self.text(["called_number": "NOT_FOUND"])).calledNumber == nil)
    }

    @Test(arguments: [
        ("45.134.144.128:5060", "45.134.144.128"), ("2001:db8::1", "2001:db8::1"), ("[2001:db8::1]:9", "2001:db8::1"),
    ])
    func anAddressMayHaveAPort(_ text: String, _ address: String) throws {
        #expect(try LegacyEvent(Self.text(["source_ip": text])).source.description == address)
    }

    @Test func eachOfTheThirteenKeysIsNeeded() {
        for key in Self.members.keys {
            #expect(throws: LegacyEvent.Fault.keyMissing) { try LegacyEvent(Self.text([key: nil])) }
        }
    }

    @Test(arguments: [
        (["event_uuid": "x"], LegacyEvent.Fault.badUUID), (["created_by_node_id": ""], .badUUID),
        (["source_ip": "example.org"], .badAddress), (["source_ip": "0.0.0.0"], .badAddress),
        (["called_number": String(repeating: "1", count: 65)], .badNumber), (["called_number": "1 2"], .badNumber),
        (["called_number": #"1\u0000"#], .badNumber), (["app_name": #"\x"#], .notJSON),
    ])
    func whatIsWrongIsSaid(_ change: [String: String], _ fault: LegacyEvent.Fault) {
        #expect(throws: fault) { try LegacyEvent(Self.text(change)) }
    }

    @Test func aValueOverTheLimitIsNotLookedAt() {
        #expect(throws: LegacyEvent.Fault.tooLarge) {
            try LegacyEvent([UInt8](repeating: 0x20, count: LegacyEvent.sizeLimit + 1))
        }
    }
}

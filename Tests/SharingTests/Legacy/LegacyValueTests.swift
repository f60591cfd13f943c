import Events
import Testing

@testable import Sharing

@Suite struct LegacyValueTests {
    @Test func theBytesAreThoseThatOriginalNodesRead() throws {
        let value = try ProbeEvent.make().legacyValue(version: "5.0.0")
        let uuid = try ProbeEvent.make().uuid.description
        #expect(
            String(decoding: value, as: UTF8.self) == """
                {"app_name":"sentrypeer","app_version":"5.0.0","event_timestamp":"2022-02-22 11:19:15.848000000",\
                "event_uuid":"\(uuid)","created_by_node_id":"00001111-0000-4222-0000-000000008333",\
                "collected_method":"responsive","transport_type":"UDP","source_ip":"198.51.100.7","destination_ip":"",\
                "called_number":"00441","sip_method":"INVITE","sip_user_agent":"friendly-scanner","sip_message":""}
                """)
    }

    @Test func itHoldsTheThirteenKeysAndNoOther() throws {
        let value = try ProbeEvent.make("OPTIONS", "sip:192.0.2.1", agent: nil).legacyValue(version: "5.0.0")
        let texts = try JSONStrings.read(value)
        #expect(texts.keys.sorted() == LegacyNetwork.keys.sorted())
        #expect(texts["called_number"] == "NOT_FOUND" && texts["sip_user_agent"] == "NOT_FOUND")
    }

    @Test func whereTheHoneypotIsStaysHere() throws {
        let value = try ProbeEvent.make().legacyValue(version: "5.0.0")
        let text = String(decoding: value, as: UTF8.self)
        #expect(!text.contains("203.0.113.99") && !text.contains("192.0.2.1"))
    }

    @Test func anAttackersTextsAreCutAndEscaped() throws {
        let agent = String(repeating: "\u{1}\"", count: 2_000)
        let event = try ProbeEvent.make(
            "INVITE", "sip:" + String(repeating: "1", count: 500) + "@192.0.2.1", agent: agent)
        let value = event.legacyValue(version: "5.0.0")
        #expect(value.count < 4_096)
        let texts = try JSONStrings.read(value)
        #expect(texts["sip_user_agent"]?.utf8.count == 256)
        #expect(texts["called_number"] == "NOT_FOUND", "others could not use it")
    }

    @Test func whatWeSendWeWouldTake() throws {
        let event = try ProbeEvent.make()
        let read = try LegacyEvent(event.legacyValue(version: "5.0.0"))
        #expect(read.uuid == event.uuid && read.node == event.node)
        #expect(read.source == event.source.address && read.calledNumber == "00441")
    }
}

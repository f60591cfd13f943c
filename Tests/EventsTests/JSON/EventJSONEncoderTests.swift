import Foundation
import NIOCore
import SIP
import Testing

@testable import Events

@Suite struct EventJSONEncoderTests {
    private func line(_ event: ProbeEvent, _ addresses: EventJSONEncoder.Addresses = .ip) -> String {
        var buffer = ByteBuffer()
        EventJSONEncoder(addresses: addresses, version: "1.2.3").write(event, into: &buffer)
        return String(buffer: buffer)
    }

    private func object(_ event: ProbeEvent) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(line(event).utf8))
        return try #require(object as? [String: Any])
    }

    @Test func aWholeLine() throws {
        var event = try ProbeEvent.make(message: ByteBuffer(string: "OPTIONS sip:1@h SIP/2.0\r\n\r\n"))
        event.time = Timestamp(nanoseconds: 1_645_528_755_848_934_346)
        event.defects = []
        #expect(
            line(event) == #"{"app_name":"sentrypeer","app_version":"1.2.3","#
                + #""event_timestamp":"2022-02-22 11:19:15.848934346","#
                + #""event_uuid":"017f2128-2e88-7000-8000-000000001234","#
                + #""created_by_node_id":"00001111-0000-4222-0000-000000008333","collected_method":"responsive","#
                + #""transport_type":"UDP","source_ip":"198.51.100.7","destination_ip":"192.0.2.1","#
                + #""called_number":"1","sip_method":"OPTIONS","sip_user_agent":"NOT_FOUND","#
                + #""sip_message":"OPTIONS sip:1@h SIP/2.0\r\n\r\n","source_port":5062,"destination_port":5060}"#)
    }

    @Test func theThirteenKeysComeFirstAndInOrder() throws {
        let keys = [
            "app_name", "app_version", "event_timestamp", "event_uuid", "created_by_node_id", "collected_method",
            "transport_type", "source_ip", "destination_ip", "called_number", "sip_method", "sip_user_agent",
            "sip_message",
        ]
        // Whatever the event lacks, all of them are there.
        for message in [ByteBuffer.request(), ByteBuffer(), ByteBuffer(string: "SIP/2.0 200 OK\r\n\r\n")] {
            let text = line(try .make(message: message))
            var rest = text[...]
            for key in keys {
                let found = try #require(rest.range(of: "\"\(key)\":\""), "\(key) in its place")
                rest = rest[found.upperBound...]
            }
            #expect(text.hasPrefix("{\"app_name\""))
        }
    }

    @Test func whatIsAbsentIsNotFound() throws {
        let object = try object(.make(message: ByteBuffer()))
        for key in ["called_number", "sip_method", "sip_user_agent"] {
            #expect(object[key] as? String == "NOT_FOUND")
        }
        #expect(object["sip_message"] as? String == "")
        let further = ["to_number", "sip_status", "malformed", "defects", "attempts"]
        #expect(further.allSatisfy { object[$0] == nil })
    }

    @Test(arguments: [
        ("198.51.100.7", "198.51.100.7", "198.51.100.7:5062"), ("2001:db8::7", "2001:db8::7", "[2001:db8::7]:5062"),
        ("::ffff:198.51.100.7", "198.51.100.7", "198.51.100.7:5062"),
    ])
    func addressStyles(source: String, ip: String, ipAndPort: String) throws {
        let event = try ProbeEvent.make(from: source)
        #expect(line(event, .ip).contains("\"source_ip\":\"\(ip)\",\"destination_ip\":\"192.0.2.1\","))
        #expect(
            line(event, .ipAndPort).contains("\"source_ip\":\"\(ipAndPort)\",\"destination_ip\":\"192.0.2.1:5060\","))
    }

    @Test(arguments: [SIPTransport.udp, .tcp, .tls], [ProbeEvent.Collection.passive, .responsive])
    func transportAndCollection(transport: SIPTransport, collection: ProbeEvent.Collection) throws {
        let object = try object(.make(transport: transport, collection: collection))
        #expect(object["transport_type"] as? String == transport.name.description)
        #expect(object["collected_method"] as? String == collection.name.description)
    }

    @Test(arguments: [
        ("sip:%2B44%2020@h", "+44 20"), ("sip:%22%0d%0a@h", "\"\r\n"), ("sip:%C3%A9@h", "é"), ("sip:%FF@h", "ÿ"),
        ("sip:%4@h", "%4"), ("sip:9%@h", "9%"), ("sip:0044@h", "0044"), ("tel:+1-2;isub=3", "+1-2"),
    ])
    func calledNumberWithoutURIEscapes(uri: String, number: String) throws {
        let object = try object(.make(message: .request("INVITE", uri, to: "<sip:1@h>")))
        #expect(object["called_number"] as? String == number)
        #expect(object["to_number"] as? String == "1")
    }

    @Test func furtherKeys() throws {
        var event = try ProbeEvent.make(
            port: 65_535, attempts: 17, message: .request("INVITE", "sip:1@h", to: "<sip:%2b2@h>"))
        event.malformation = .brokenStream(.truncated)
        event.defects = [SIPDefects(.missingVia), SIPDefects(.badCSeq)]
        event.status = 486
        let object = try object(event)
        #expect(object["source_port"] as? Int == 65_535)
        #expect(object["destination_port"] as? Int == 5060)
        #expect(object["to_number"] as? String == "+2")
        #expect(object["sip_status"] as? Int == 486)
        #expect(object["malformed"] as? String == "truncated")
        #expect(object["defects"] as? [String] == ["missing-via", "bad-cseq"])
        #expect(object["attempts"] as? Int == 17)
        #expect(object.count == 20)
    }

    @Test func anAttackersBytesCannotEndTheLineOrAddAKey() throws {
        let agent = "x\",\"source_ip\":\"1.2.3.4\u{2028}\u{1B}]0;\u{7}"
        let event = try ProbeEvent.make(message: .request("OPTIONS", "sip:\"},{@h", agent: agent, body: "\u{0}\n\n"))
        let text = line(event)
        #expect(!text.utf8.contains { $0 < 0x20 })
        let object = try object(event)
        #expect(object["source_ip"] as? String == "198.51.100.7")
        #expect(object["sip_user_agent"] as? String == agent)
        #expect(object["called_number"] as? String == "\"},{")
        #expect(object["sip_message"] as? String == String(buffer: event.message))
    }

    @Test func everyByteInAMessageStaysOneLine() throws {
        var message = ByteBuffer.request()
        message.writeBytes(UInt8.min...UInt8.max)
        let object = try object(.make(message: message))
        let shown = try #require(object["sip_message"] as? String).unicodeScalars.map(\.value)
        #expect(shown.suffix(256) == Array(0...255))
    }
}

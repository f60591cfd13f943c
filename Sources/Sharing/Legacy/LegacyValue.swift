import Events
import NIOCore
import SIP

extension ProbeEvent {
    /// Longer texts are cut; they are an attacker's.
    private static let longestText = 256

    /// The event as original nodes read it: exactly the thirteen keys, all of them strings. Where it was sent to and
    /// what was sent stay here, since both tell where this honeypot is.
    /// - Parameter version: of this program.
    func legacyValue(version: String) -> [UInt8] {
        let space = 1_024 + version.utf8.count + 3 * (Self.longestText * ByteAppender.longestJSONEscape + 2)
        var text = ByteBuffer()
        text.append(atMost: space) { line in
            line.append(#"{"app_name":"sentrypeer","app_version":"#)
            line.append(jsonString: Array(version.utf8).span)
            line.append(#","event_timestamp":""#)
            line.append(Array(time.description.utf8))
            line.append(#"","event_uuid":""#)
            line.append(Array(uuid.description.utf8))
            line.append(#"","created_by_node_id":""#)
            line.append(Array(node.description.utf8))
            line.append(#"","collected_method":""#)
            line.append(collection.name)
            line.append(#"","transport_type":""#)
            line.append(transport.name)
            line.append(#"","source_ip":""#)
            line.append(source.address)
            line.append(#"","destination_ip":"","called_number":"#)
            line.append(jsonString: Array((sharedNumber ?? LegacyNetwork.absent).utf8).span)
            line.append(#","sip_method":"#)
            line.append(jsonString: shared(methodName).span)
            line.append(#","sip_user_agent":"#)
            line.append(jsonString: shared(userAgent).span)
            line.append(#","sip_message":""}"#)
        }
        return Array(text.readableBytesView)
    }

    private func shared(_ range: ByteRange?) -> [UInt8] {
        guard let range else { return Array(LegacyNetwork.absent.utf8) }
        let text = self.text(range)
        return Array(text.utf8.prefix(Self.longestText))
    }

    /// The called number where others can use it: no longer than a number is, and no control characters.
    var sharedNumber: String? {
        guard let calledNumber else { return nil }
        let text = PercentEncoding.decode(message.readableBytesUInt8Span, calledNumber)
        guard text.count <= LegacyEvent.numberLimit, text.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return String(decoding: text, as: UTF8.self)
    }
}

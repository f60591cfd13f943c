import NIOCore
import SIP
import Telephony

/// Writes an event as one JSON object: the thirteen keys that the original writes, always all of them,
/// then ours.
public struct EventJSONEncoder: Sendable {
    /// How `source_ip` and `destination_ip` are written.
    public enum Addresses: String, CaseIterable, Sendable {
        case ip
        /// With the port behind a colon, as T-Pot's tools expect.
        case ipAndPort = "ip:port"
    }

    /// More than all keys, punctuation and values of bounded length take together.
    private static let fixedLength = 2_048

    private let addresses: Addresses
    private let head: [UInt8]

    /// - Parameter version: the value of `app_version`.
    public init(addresses: Addresses, version: String) {
        self.addresses = addresses
        head = Array(#"{"app_name":"sentrypeer","app_version":"\#(version)","event_timestamp":""#.utf8)
    }

    /// Appends one object without white space around it.
    /// - Parameter number: what the called number means, where that is known.
    public func write(_ event: ProbeEvent, calling number: DialledNumber? = nil, into line: inout ByteBuffer) {
        let message = event.message.readableBytesUInt8Span
        let texts = [event.methodName, event.userAgent, event.calledNumber, event.toNumber]
        let variable = texts.reduce(message.count) { $0 + ($1?.count ?? 0) }
        let fixed = Self.fixedLength + head.count + (event.details?.longestJSON ?? 0)
        line.append(atMost: fixed + ByteAppender.longestJSONEscape * variable) { line in
            writeOriginalKeys(event, &line)
            writeFurtherKeys(event, &line)
            if let details = event.details { line.append(json: details) }
            if let number { line.append(json: number) }
            line.append("}")
        }
    }

    private func writeOriginalKeys(_ event: ProbeEvent, _ line: inout ByteAppender) {
        line.append(head)
        line.append(event.time)
        line.append(#"","event_uuid":""#)
        line.append(event.uuid)
        line.append(#"","created_by_node_id":""#)
        line.append(event.node)
        line.append(#"","collected_method":""#)
        line.append(event.collection.name)
        line.append(#"","transport_type":""#)
        line.append(event.transport.name)
        line.append(#"","source_ip":""#)
        write(event.source, &line)
        line.append(#"","destination_ip":""#)
        write(event.destination, &line)
        line.append(#"","called_number":"#)
        line.append(jsonNumber: event.calledNumber, of: event)
        line.append(#","sip_method":"#)
        line.append(jsonText: event.methodName, of: event)
        line.append(#","sip_user_agent":"#)
        line.append(jsonText: event.userAgent, of: event)
        line.append(#","sip_message":"#)
        line.append(jsonString: event.message.readableBytesUInt8Span)
    }

    private func writeFurtherKeys(_ event: ProbeEvent, _ line: inout ByteAppender) {
        line.append(#","source_port":"#)
        line.append(decimal: Int(event.source.port))
        line.append(#","destination_port":"#)
        line.append(decimal: Int(event.destination.port))
        line.append(furtherKeysOf: event)
    }

    private func write(_ endpoint: Endpoint, _ line: inout ByteAppender) {
        switch addresses {
        case .ip: line.append(endpoint.address)
        case .ipAndPort: line.append(Array(endpoint.description.utf8))
        }
    }
}

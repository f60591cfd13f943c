import NIOCore
import SIP

/// Writes an event as one JSON object: the thirteen keys that the original writes, always all of them,
/// then ours.
public struct EventJSONEncoder: Sendable {
    /// How `source_ip` and `destination_ip` are written.
    public enum Addresses: String, CaseIterable, Sendable {
        case ip
        /// With the port behind a colon, as T-Pot's tools expect.
        case ipAndPort = "ip:port"
    }

    private let addresses: Addresses
    private let version: String

    /// - Parameter version: the value of `app_version`.
    public init(addresses: Addresses, version: String) {
        self.addresses = addresses
        self.version = version
    }

    /// Appends one object without white space around it.
    public func write(_ event: ProbeEvent, into line: inout ByteBuffer) {
        line.writeStaticString("{\"app_name\":\"sentrypeer\",\"app_version\":\"")
        line.writeString(version)
        line.writeStaticString("\",\"event_timestamp\":\"")
        line.writeBytes(event.time.text)
        line.writeStaticString("\",\"event_uuid\":\"")
        line.writeBytes(event.uuid.text)
        line.writeStaticString("\",\"created_by_node_id\":\"")
        line.writeBytes(event.node.text)
        line.writeStaticString("\",\"collected_method\":\"")
        line.writeStaticString(event.collection.name)
        line.writeStaticString("\",\"transport_type\":\"")
        line.writeStaticString(event.transport.name)
        line.writeStaticString("\",\"source_ip\":\"")
        write(event.source, into: &line)
        line.writeStaticString("\",\"destination_ip\":\"")
        write(event.destination, into: &line)
        line.writeStaticString("\",\"called_number\":")
        writeNumber(event.calledNumber, of: event, into: &line)
        line.writeStaticString(",\"sip_method\":")
        writeText(event.methodName, of: event, into: &line)
        line.writeStaticString(",\"sip_user_agent\":")
        writeText(event.userAgent, of: event, into: &line)
        line.writeStaticString(",\"sip_message\":")
        line.writeJSONString(event.message.readableBytesUInt8Span)
        writeFurtherKeys(event, into: &line)
        line.writeStaticString("}")
    }

    private func writeFurtherKeys(_ event: ProbeEvent, into line: inout ByteBuffer) {
        line.writeStaticString(",\"source_port\":")
        line.writeJSONNumber(Int(event.source.port))
        line.writeStaticString(",\"destination_port\":")
        line.writeJSONNumber(Int(event.destination.port))
        if let toNumber = event.toNumber {
            line.writeStaticString(",\"to_number\":")
            writeNumber(toNumber, of: event, into: &line)
        }
        if let status = event.status {
            line.writeStaticString(",\"sip_status\":")
            line.writeJSONNumber(status)
        }
        if let malformation = event.malformation {
            line.writeStaticString(",\"malformed\":\"")
            line.writeString(malformation.name)
            line.writeStaticString("\"")
        }
        if !event.defects.isEmpty {
            line.writeStaticString(",\"defects\":[\"")
            line.writeString(event.defects.all.map(\.name).joined(separator: "\",\""))
            line.writeStaticString("\"]")
        }
        if event.attempts > 1 {
            line.writeStaticString(",\"attempts\":")
            line.writeJSONNumber(event.attempts)
        }
    }

    private func write(_ endpoint: Endpoint, into line: inout ByteBuffer) {
        switch addresses {
        case .ip: line.writeBytes(endpoint.address.text)
        case .ipAndPort: line.writeString(endpoint.description)
        }
    }

    private func writeText(_ range: ByteRange?, of event: ProbeEvent, into line: inout ByteBuffer) {
        guard let range else {
            line.writeStaticString("\"NOT_FOUND\"")
            return
        }
        line.writeJSONString(event.message.readableBytesUInt8Span.extracting(range.lowerBound..<range.upperBound))
    }

    private func writeNumber(_ range: ByteRange?, of event: ProbeEvent, into line: inout ByteBuffer) {
        guard let range else {
            line.writeStaticString("\"NOT_FOUND\"")
            return
        }
        let span = event.message.readableBytesUInt8Span
        for index in range.lowerBound..<range.upperBound where span[index] == UInt8(ascii: "%") {
            let decoded = PercentEncoding.decode(span, range)
            line.writeJSONString(decoded.span)
            return
        }
        line.writeJSONString(span.extracting(range.lowerBound..<range.upperBound))
    }
}

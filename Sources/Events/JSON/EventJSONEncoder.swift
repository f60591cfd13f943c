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
            if let number { write(number, &line) }
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
        writeNumber(event.calledNumber, of: event, &line)
        line.append(#","sip_method":"#)
        writeText(event.methodName, of: event, &line)
        line.append(#","sip_user_agent":"#)
        writeText(event.userAgent, of: event, &line)
        line.append(#","sip_message":"#)
        line.append(jsonString: event.message.readableBytesUInt8Span)
    }

    private func writeFurtherKeys(_ event: ProbeEvent, _ line: inout ByteAppender) {
        line.append(#","source_port":"#)
        line.append(decimal: Int(event.source.port))
        line.append(#","destination_port":"#)
        line.append(decimal: Int(event.destination.port))
        if let toNumber = event.toNumber {
            line.append(#","to_number":"#)
            writeNumber(toNumber, of: event, &line)
        }
        if let status = event.status {
            line.append(#","sip_status":"#)
            line.append(decimal: status)
        }
        if let malformation = event.malformation {
            line.append(#","malformed":""#)
            line.append(Array(malformation.name.utf8))
            line.append(#"""#)
        }
        if !event.defects.isEmpty {
            line.append(#","defects":[""#)
            line.append(Array(event.defects.all.map(\.name).joined(separator: #"",""#).utf8))
            line.append(#""]"#)
        }
        if event.attempts > 1 {
            line.append(#","attempts":"#)
            line.append(decimal: event.attempts)
        }
    }

    /// Nothing for an extension, and for a reading that is more likely wrong than right.
    private func write(_ number: DialledNumber, _ line: inout ByteAppender) {
        guard let e164 = number.e164, number.confidence >= 50 else { return }
        line.append(#","called_number_e164":"+"#)
        line.append(decimal: Int(e164.value))
        if let country = e164.country {
            line.append(#"","called_number_country":""#)
            line.append(Array(country.description.utf8))
        }
        line.append(#"","called_number_confidence":"#)
        line.append(decimal: number.confidence)
    }

    private func write(_ endpoint: Endpoint, _ line: inout ByteAppender) {
        switch addresses {
        case .ip: line.append(endpoint.address)
        case .ipAndPort: line.append(Array(endpoint.description.utf8))
        }
    }

    private func writeText(_ range: ByteRange?, of event: ProbeEvent, _ line: inout ByteAppender) {
        guard let range else {
            line.append(#""NOT_FOUND""#)
            return
        }
        line.append(
            jsonString: event.message.readableBytesUInt8Span.extracting(range.lowerBound..<range.upperBound))
    }

    private func writeNumber(_ range: ByteRange?, of event: ProbeEvent, _ line: inout ByteAppender) {
        let span = event.message.readableBytesUInt8Span
        if let range {
            for index in range.lowerBound..<range.upperBound where span[index] == UInt8(ascii: "%") {
                line.append(jsonString: PercentEncoding.decode(span, range).span)
                return
            }
        }
        writeText(range, of: event, &line)
    }
}

import NIOCore
import SIP
import Telephony

/// Writes an event as one JSON object by the Elastic Common Schema: what has a field there in that field, the rest
/// under `sentrypeer` by the names of the other style. What an event lacks has no key.
public struct EventECSEncoder: Sendable {
    /// The release of the schema whose fields are written.
    static let schemaVersion = "8.11.0"
    /// More than all keys, punctuation and values of bounded length take together.
    private static let fixedLength = 4_096
    /// Bytes of a message's first line that stand in `message`.
    private static let longestSummary = 256

    private let observer: [UInt8]

    /// - Parameter version: the value of `observer.version`.
    public init(version: String) {
        observer = Array(
            (#","ecs":{"version":"\#(Self.schemaVersion)"},"observer":{"vendor":"SentryPeer","product":"SentryPeer","#
                + #""type":"honeypot","version":"\#(version)","name":""#).utf8)
    }

    /// Appends one object without white space around it.
    /// - Parameter number: what the called number means, where that is known.
    public func write(_ event: ProbeEvent, calling number: DialledNumber? = nil, into line: inout ByteBuffer) {
        let texts = [event.methodName, event.userAgent, event.calledNumber, event.toNumber]
        let variable = texts.reduce(event.message.readableBytes + Self.longestSummary) { $0 + ($1?.count ?? 0) }
        // A user name stands there three times.
        let details = 3 * (event.details?.longestJSON ?? 0)
        let limit = Self.fixedLength + observer.count + details + ByteAppender.longestJSONEscape * variable
        line.append(atMost: limit) { line in
            line.append(#"{"@timestamp":""#)
            line.append(event.time, separator: UInt8(ascii: "T"))
            line.append(#"Z""#)
            line.append(observer)
            line.append(event.node)
            line.append(#""}"#)
            writeMessage(event, &line)
            writeNetwork(event, &line)
            writeParties(event, &line)
            writeOurs(event, number, &line)
            line.append("}")
        }
    }

    private func writeMessage(_ event: ProbeEvent, _ line: inout ByteAppender) {
        let message = event.message.readableBytesUInt8Span
        line.append(#","event":{"id":""#)
        line.append(event.uuid)
        line.append(#"","kind":"event","module":"sentrypeer","dataset":"sentrypeer.probe","action":""#)
        line.append(Self.action(of: event))
        // Whatever reaches a honeypot is meant ill, also what it refuses.
        line.append(#"","category":["network","intrusion_detection""#)
        if event.details?.credentials != nil { line.append(#","authentication""#) }
        line.append(#"],"type":["info"],"outcome":""#)
        switch event.details?.isPasswordRight {
        case true?: line.append("success")
        case false?: line.append("failure")
        case nil: line.append("unknown")
        }
        line.append(#"","original":"#)
        line.append(jsonString: message)
        line.append(#"},"message":"#)
        var end = 0
        while end < min(message.count, Self.longestSummary), message[end] != 0x0D, message[end] != 0x0A { end += 1 }
        line.append(jsonString: message.extracting(0..<end))
    }

    /// One of few names, whatever an attacker calls his method.
    private static func action(of event: ProbeEvent) -> StaticString {
        if event.malformation != nil { return "sip-malformed" }
        if event.status != nil { return "sip-response" }
        switch event.method {
        case .invite: return "sip-invite"
        case .ack: return "sip-ack"
        case .options: return "sip-options"
        case .bye: return "sip-bye"
        case .cancel: return "sip-cancel"
        case .register: return "sip-register"
        case .subscribe: return "sip-subscribe"
        case .notify: return "sip-notify"
        case .message: return "sip-message"
        case .publish: return "sip-publish"
        case .refer: return "sip-refer"
        case .info: return "sip-info"
        case .update: return "sip-update"
        case .prack: return "sip-prack"
        case .other, nil: return "sip-other"
        }
    }

    private func writeNetwork(_ event: ProbeEvent, _ line: inout ByteAppender) {
        line.append(#","source":"#)
        write(event.source, &line)
        line.append(#","destination":"#)
        write(event.destination, &line)
        line.append(#","network":{"transport":""#)
        line.append(event.transport == .udp ? "udp" : "tcp")
        line.append(event.source.address.isV4 ? #"","type":"ipv4""# : #"","type":"ipv6""#)
        line.append(#","protocol":"sip","direction":"inbound"}"#)
        if event.transport == .tls {
            line.append(
                event.malformation == .handshakeFailed
                    ? #","tls":{"established":false}"# : #","tls":{"established":true}"#)
        }
    }

    private func write(_ endpoint: Endpoint, _ line: inout ByteAppender) {
        line.append(#"{"ip":""#)
        line.append(endpoint.address)
        line.append(#"","port":"#)
        line.append(decimal: Int(endpoint.port))
        line.append("}")
    }

    /// Who takes part, by the fields on which alerts are correlated.
    private func writeParties(_ event: ProbeEvent, _ line: inout ByteAppender) {
        if let agent = event.userAgent {
            line.append(#","user_agent":{"original":"#)
            line.append(jsonText: agent, of: event)
            line.append("}")
        }
        line.append(#","related":{"ip":[""#)
        line.append(event.source.address)
        line.append(#"",""#)
        line.append(event.destination.address)
        line.append(#""]"#)
        guard let user = event.details?.credentials?.username else {
            line.append("}")
            return
        }
        line.append(#","user":["#)
        line.append(jsonString: user.utf8.span)
        line.append(#"]},"user":{"name":"#)
        line.append(jsonString: user.utf8.span)
        line.append("}")
    }

    private func writeOurs(_ event: ProbeEvent, _ number: DialledNumber?, _ line: inout ByteAppender) {
        line.append(#","sentrypeer":{"collected_method":""#)
        line.append(event.collection.name)
        line.append(#"","transport_type":""#)
        line.append(event.transport.name)
        line.append(#"""#)
        if let called = event.calledNumber {
            line.append(#","called_number":"#)
            line.append(jsonNumber: called, of: event)
        }
        if let method = event.methodName {
            line.append(#","sip_method":"#)
            line.append(jsonText: method, of: event)
        }
        line.append(furtherKeysOf: event)
        if let details = event.details { line.append(json: details) }
        if let number { line.append(json: number) }
        line.append("}")
    }
}

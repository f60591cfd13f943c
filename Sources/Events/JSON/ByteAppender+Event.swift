import SIP
import Telephony

/// The parts of an event that both styles write alike.
extension ByteAppender {
    /// Appends what not every event has, each key with a comma in front.
    mutating func append(furtherKeysOf event: ProbeEvent) {
        if let toNumber = event.toNumber {
            append(#","to_number":"#)
            append(jsonNumber: toNumber, of: event)
        }
        if let status = event.status {
            append(#","sip_status":"#)
            append(decimal: status)
        }
        if let malformation = event.malformation {
            append(#","malformed":""#)
            append(Array(malformation.name.utf8))
            append(#"""#)
        }
        if !event.defects.isEmpty {
            append(#","defects":[""#)
            append(Array(event.defects.all.map(\.name).joined(separator: #"",""#).utf8))
            append(#""]"#)
        }
        if event.attempts > 1 {
            append(#","attempts":"#)
            append(decimal: event.attempts)
        }
    }

    /// Appends what a called number means: nothing for an extension, and for a reading that is more likely wrong than
    /// right.
    mutating func append(json number: DialledNumber) {
        guard let e164 = number.e164, number.confidence >= 50 else { return }
        append(#","called_number_e164":"+"#)
        append(decimal: Int(e164.value))
        if let country = e164.country {
            append(#"","called_number_country":""#)
            append(Array(country.description.utf8))
        }
        append(#"","called_number_confidence":"#)
        append(decimal: number.confidence)
    }

    /// Appends a range of the event's message as a string, or what stands for one that is not there.
    mutating func append(jsonText range: ByteRange?, of event: ProbeEvent) {
        guard let range else {
            append(#""NOT_FOUND""#)
            return
        }
        append(jsonString: event.message.readableBytesUInt8Span.extracting(range.lowerBound..<range.upperBound))
    }

    /// The same with its URI escapes decoded.
    mutating func append(jsonNumber range: ByteRange?, of event: ProbeEvent) {
        let span = event.message.readableBytesUInt8Span
        if let range {
            for index in range.lowerBound..<range.upperBound where span[index] == UInt8(ascii: "%") {
                append(jsonString: PercentEncoding.decode(span, range).span)
                return
            }
        }
        append(jsonText: range, of: event)
    }
}

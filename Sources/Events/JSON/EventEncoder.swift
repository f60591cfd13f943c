import NIOCore
import Telephony

/// Writes events as JSON in the style that a reader wants.
public enum EventEncoder: Sendable {
    case sentrypeer(EventJSONEncoder)
    case ecs(EventECSEncoder)

    public enum Style: String, CaseIterable, Sendable {
        /// The original's keys and more beside them.
        case sentrypeer
        /// The Elastic Common Schema.
        case ecs
    }

    /// - Parameters:
    ///   - addresses: how the first style writes them; the other has a field for each port.
    ///   - version: that of the program.
    public init(_ style: Style, addresses: EventJSONEncoder.Addresses, version: String) {
        self =
            switch style {
            case .sentrypeer: .sentrypeer(EventJSONEncoder(addresses: addresses, version: version))
            case .ecs: .ecs(EventECSEncoder(version: version))
            }
    }

    /// Appends one object without white space around it.
    /// - Parameter number: what the called number means, where that is known.
    public func write(_ event: ProbeEvent, calling number: DialledNumber? = nil, into line: inout ByteBuffer) {
        switch self {
        case .sentrypeer(let encoder): encoder.write(event, calling: number, into: &line)
        case .ecs(let encoder): encoder.write(event, calling: number, into: &line)
        }
    }
}

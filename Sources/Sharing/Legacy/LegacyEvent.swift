import Events
import SIP

/// What another node says that it saw. Nobody vouches for any of it: whoever can reach the network may have made it up.
public struct LegacyEvent: Hashable, Sendable {
    /// Why a value is no event.
    public enum Fault: Error, Equatable, CaseIterable, Sendable {
        case tooLarge, notJSON, keyMissing, badUUID, badAddress, badNumber
    }

    /// A whole SIP message is in it, with its escapes.
    public static let sizeLimit = NetworkLimits.value
    /// More than any number that can be dialled, and than most names.
    public static let numberLimit = 64

    public let uuid: UUIDBytes
    /// The node that says so.
    public let node: UUIDBytes
    public let source: IPAddress
    /// At most 64 bytes, all of them printable ASCII.
    public let calledNumber: String?

    /// Reads any object with the thirteen keys, whatever else is in it.
    public init(_ data: [UInt8]) throws(Fault) {
        guard data.count <= Self.sizeLimit else { throw .tooLarge }
        let texts: [String: String]
        do throws(JSONStrings.Fault) {
            texts = try JSONStrings.read(data)
        } catch {
            throw .notJSON
        }
        guard LegacyNetwork.keys.allSatisfy({ texts[$0] != nil }) else { throw .keyMissing }
        guard let uuid = texts["event_uuid"].flatMap({ UUIDBytes($0) }),
            let node = texts["created_by_node_id"].flatMap({ UUIDBytes($0) })
        else { throw .badUUID }
        guard let source = texts["source_ip"].flatMap(Self.address), !source.isUnspecified else { throw .badAddress }
        self.uuid = uuid
        self.node = node
        self.source = source
        calledNumber = try Self.number(texts["called_number"] ?? "")
    }

    /// With a port behind it where its node was set to write one.
    private static func address(_ text: String) -> IPAddress? {
        guard text.utf8.count <= 64 else { return nil }
        if let address = IPAddress(text) { return address }
        if text.first == "[", let end = text.firstIndex(of: "]") { return IPAddress(String(text[..<end].dropFirst())) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? IPAddress(String(parts[0])) : nil
    }

    private static func number(_ text: String) throws(Fault) -> String? {
        guard text != LegacyNetwork.absent, !text.isEmpty else { return nil }
        guard text.utf8.count <= numberLimit, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .badNumber }
        return text
    }
}

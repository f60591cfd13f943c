import NIOCore
import SIP

/// What probably sent a message, and how that was told. A guess, never a proof: whoever knows these rules
/// can write a message that follows them.
public struct AttackTool: Hashable, Sendable {
    public enum Evidence: UInt8, CaseIterable, Sendable {
        /// How the message is built, which few attackers change, whatever its User-Agent says.
        case shape
        /// The name that the message gives itself.
        case userAgent

        public var name: StaticString {
            switch self {
            case .shape: "shape"
            case .userAgent: "user-agent"
            }
        }
    }

    public let program: Program
    public let evidence: Evidence

    public init(_ program: Program, by evidence: Evidence) {
        self.program = program
        self.evidence = evidence
    }

    /// The program's usual name, such as `SIPVicious`.
    public var name: StaticString { program.name }

    /// Looks at a request or response that was read. Nothing is allocated, and every look is bounded.
    /// - Returns: nil when nothing about it is known.
    public static func guess(_ message: SIPMessage) -> AttackTool? {
        let built = MessageShape(message).program
        // A telephone's stack may be in anything; an attacker's program is what it is.
        if let built, built.kind != .userAgent { return AttackTool(built, by: .shape) }
        guard let named = UserAgentNames.program(of: message) else { return built.map { AttackTool($0, by: .shape) } }
        if let impostor = MessageShape(message).impostor(of: named) { return AttackTool(impostor, by: .shape) }
        return AttackTool(named, by: named == built ? .shape : .userAgent)
    }

    /// Reads the event's message once more and looks at that; bytes that are not SIP have shapes too.
    public static func guess(_ event: ProbeEvent) -> AttackTool? {
        if event.malformation == nil, let message = try? SIPParser().parse(event.message) { return guess(message) }
        return RawProbe.program(of: event.message).map { AttackTool($0, by: .shape) }
    }
}

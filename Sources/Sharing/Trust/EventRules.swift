import SIP
import Telephony

/// What nobody shall be warned of, whoever says so. A node holds its own events against these before it shares them.
public struct EventRules: Sendable {
    /// Addresses of this node and those that the user never wants blocked.
    public var ownAddresses: Set<IPAddress> = []
    public var allowed: [CIDR] = []
    /// How callers dial where the node is, for service numbers.
    public var dialPlan: CallerDialPlan?

    public init() {}

    /// Why an event is not believed; nil when nothing speaks against it.
    public func rejection(of event: BatchEvent) -> EventRejection? {
        if ownAddresses.contains(event.address) { return .ownAddress }
        if SpecialNetworks.contains(event.address) { return .specialNetwork }
        if PublicResolvers.contains(event.address) { return .resolver }
        if allowed.contains(where: { $0.contains(event.address) }) { return .allowed }
        guard let number = event.number else { return nil }
        guard let form = DialString(number.utf8), form.count <= E164.maximumDigits else { return .longNumber }
        return ServiceNumbers.contains(form, in: dialPlan) ? .serviceNumber : nil
    }
}

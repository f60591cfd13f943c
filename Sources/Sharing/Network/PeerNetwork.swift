/// The second network, in which nodes of this program share: docs/SHARING-FORMAT.md.
public enum PeerNetwork {
    /// OpenDHT's id, which tells it from the public network.
    public static let network: UInt32 = 2
    /// UDP.
    public static let port: UInt16 = 4_223
    /// The type that its values are put with.
    public static let type: UInt16 = 0x5350
    static let userType = "application/cbor"

    /// - Parameter port: 0 lets the system choose.
    public static func node(port: UInt16) -> NodeConfiguration {
        var configuration = NodeConfiguration()
        configuration.port = port
        configuration.network = network
        configuration.type = type
        configuration.lifetimeSeconds = UInt32(ValueLimits.lifetime / .seconds(1))
        return configuration
    }
}

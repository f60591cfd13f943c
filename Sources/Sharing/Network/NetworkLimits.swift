/// Bounds of what passes between the node and its child.
public enum NetworkLimits {
    /// A value's bytes. OpenDHT's own limit is 64 KiB with what it adds.
    public static let value = 65_000
    /// How long a value of type 0 lives.
    public static let lifetime = Duration.seconds(600)
}

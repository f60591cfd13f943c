/// Sharing with other nodes.
public enum Sharing {
    /// Whether this build can: it needs OpenDHT (the package's trait of that name).
    public static var isAvailable: Bool {
        #if OpenDHT
            true
        #else
            false
        #endif
    }

    /// What a look-up in the network tells, where another type has its name.
    public typealias Answer = LookupAnswer
}

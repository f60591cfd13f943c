/// What a shared value may be at most.
public enum ValueLimits {
    /// Bytes of a value as it is put, sealed or not. What is longer goes over the network in many pieces, and is sent
    /// again as a whole when one is lost.
    public static let bytes = 8_192
    /// Events of a batch.
    public static let events = 64
    /// From creation to the end of its life.
    public static let lifetime: Duration = .seconds(26 * 3_600)
    /// Digits of a dialled number, with its plus.
    static let numberBytes = 33
    static let methodBytes = 16
    static let agentBytes = 64
    /// Values that a head may name: 26 hours with as many batches as an author may make.
    static let links = 520
    /// Readers that one value of a keyring may name.
    static let readers = 80
    /// What a key may hold before a reader takes its list for cut off.
    public static let valuesOfKey = 100
    public static let bytesOfKey = 200_000
}

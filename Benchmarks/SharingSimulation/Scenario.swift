/// What is assumed. None of it was measured in the wild but what docs/SHARING-FORMAT.md rests on: what a look-up costs.
struct Scenario {
    var nodes = 10_000
    var events = 10_000_000

    /// Addresses that attack in a day; few of them visit many nodes.
    var attackers = 30_000
    /// Attempts of one visit to one node.
    var attemptsOfVisit = 33
    /// Numbers that a visit dials.
    var numbersOfVisit = 8
    /// Share of visits over TCP or TLS, whose address is proven.
    var proven = 0.15

    /// One way, in seconds: half of 60 ms and a tail.
    var delay = 0.030
    var delayTail = 0.030
    var loss = 0.02
    /// A request is sent again after so many seconds, three times in all.
    var timeout = 1.0
    /// How long nodes are up and away on average, in seconds.
    var up = 20.0 * 3_600
    var away = 2.0 * 3_600

    /// OpenDHT: nodes that keep a value, and those that one listens at.
    var replicas = 8
    var listens = 4
    /// Bytes of a search for a key, measured on a warm node.
    var searchBytes = 13_000
    /// Bytes of a value's packet besides the value, and of the answer to it.
    var packetBytes = 160
}

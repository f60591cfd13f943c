/// Pauses that double with each failure up to a longest one. Half of each is chance, so that nodes which failed together
/// don't come back together.
struct Backoff {
    let first: Duration
    let longest: Duration

    /// Between attempts of one request.
    static let requests = Backoff(first: .milliseconds(500), longest: .seconds(60))

    /// - Parameters:
    ///   - failures: 1...
    ///   - random: 0..<1.
    func delay(after failures: Int, random: Double) -> Duration {
        let doublings = min(max(failures, 1) - 1, 30)
        let whole = min(first * (1 << doublings), longest)
        return whole / 2 + whole / 2 * random
    }
}

import SIP
import Telephony

/// Whom to believe, and what is never believed. All of it can be set.
public struct TrustPolicy: Sendable {
    /// Own nodes: each of them is believed alone.
    public var trustedAuthors: Set<AuthorKey> = []
    /// Authors that are never believed.
    public var blockedAuthors: Set<AuthorKey> = []
    /// Whether values of others are dropped.
    public var onlyTrustedAuthors = false

    /// Public authors that must have reported the same.
    public var quorum = 3
    /// The age of their keys, by our own first sight of them.
    public var keyAge = Duration.seconds(7 * 86_400)
    /// How far back their reports may lie.
    public var window = Duration.seconds(24 * 3_600)
    /// Prefixes within which authors count as one.
    public var networkLengthV4 = 24
    public var networkLengthV6 = 48
    /// Whether a report counts without proof that the address receives what is sent to it.
    public var countsUnproven = false

    /// Batches that an author who is not trusted may make in an hour.
    public var batchesPerHour = 20
    /// Addresses that such an author had not reported before, a day.
    public var newAddressesPerDay = 2_000
    /// How long an author that made more does not count.
    public var probation = Duration.seconds(24 * 3_600)

    /// How old a value may be, and how far ahead of our clock.
    public var oldest = ValueLimits.lifetime
    public var ahead = Duration.seconds(600)

    public var rules = EventRules()

    public init() {}
}

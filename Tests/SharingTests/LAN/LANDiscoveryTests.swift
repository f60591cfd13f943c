import Events
import SIP
import Testing

@testable import Sharing

@Suite struct LANDiscoveryTests {
    private let start = ContinuousClock.now
    private let time = Timestamp(seconds: 1_700_000_000)
    private let own = Identity()
    private let other = Identity()
    private let address = IPAddress.v4(0x0A00_0002)
    private var discovery: LANDiscovery

    init() {
        discovery = LANDiscovery(own, network: 2, at: start)
    }

    private func announcement(
        by identity: Identity? = nil, network: UInt32 = 2, port: UInt16 = 4_223, addresses: [IPAddress]? = nil,
        after seconds: Int64 = 0
    ) throws -> [UInt8] {
        let identity = identity ?? other
        let announcement = LANAnnouncement(
            network: network, port: port, addresses: addresses ?? [address], key: identity.author,
            at: Timestamp(seconds: time.seconds + seconds))
        return try #require(announcement.signed(by: identity))
    }

    private mutating func hear(_ bytes: [UInt8], after seconds: Int = 0) -> [Endpoint] {
        let now = start + .seconds(seconds)
        let clock = Timestamp(seconds: time.seconds + Int64(seconds))
        return discovery.hear(bytes, at: now, clock) { $0.prefix(8) == .v4(0x0A00_0000) || !$0.isV4 }
    }

    @Test mutating func whoAnnouncesItselfIsFoundOnce() throws {
        let endpoint = Endpoint(address: address, port: 4_223)
        #expect(hear(try announcement()) == [endpoint])
        #expect(hear(try announcement(after: 1), after: 1) == [], "it is known")
        #expect(hear(try announcement(port: 5_000, after: 2), after: 2).map(\.port) == [5_000], "it has moved")
        #expect(discovery.found == [Endpoint(address: address, port: 5_000)])
        let v6 = IPAddress.v6(0xFD00 << 48, 1)
        let both = try announcement(by: Identity(), addresses: [address, v6])
        #expect(hear(both).map(\.address) == [address, v6])
    }

    @Test mutating func whatIsOldOrACopyDoesNotCount() throws {
        let first = try announcement()
        #expect(hear(first, after: 61) == [])
        #expect(hear(try announcement(after: 61)) == [], "it is of the future")
        #expect(hear(try announcement(after: 10), after: 10) != [])
        #expect(hear(try announcement(port: 9, after: 10), after: 11) == [])
        #expect(hear(try announcement(port: 9, after: 9), after: 11) == [])
    }

    @Test mutating func ourOwnAndOtherNetworksAreIgnored() throws {
        #expect(hear(try announcement(by: own)) == [])
        #expect(hear(try announcement(network: 0)) == [])
        #expect(discovery.found == [])
    }

    @Test mutating func addressesOfStrangersAreLeftOut() throws {
        #expect(hear(try announcement(addresses: [.v4(0xC000_0201)])) == [])
        #expect(discovery.found == [])
    }

    @Test mutating func whatIsChangedOrCutIsRefused() throws {
        let bytes = try announcement()
        #expect(bytes.count == LANAnnouncement.bytes)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            #expect(LANAnnouncement(changed) == nil)
            if place.isMultiple(of: 16) { #expect(LANAnnouncement(Array(bytes[..<place])) == nil) }
        }
        #expect(LANAnnouncement(bytes + [0]) == nil)
        #expect(LANAnnouncement(bytes)?.signed(by: other)?.prefix(70) == bytes.prefix(70))
        #expect(LANAnnouncement(try announcement(port: 0)) == nil)
    }

    @Test mutating func aFloodIsNotLookedAt() throws {
        for _ in 0..<LANDiscovery.packetLimit { _ = hear([]) }
        #expect(hear(try announcement()) == [])
        #expect(hear(try announcement(after: 1), after: 1) != [])
    }

    @Test mutating func noMoreAreKnownThanFit() throws {
        for number in 0..<LANDiscovery.peerLimit {
            #expect(hear(try announcement(by: Identity(), after: Int64(number)), after: number) != [])
        }
        #expect(hear(try announcement(by: Identity(), after: 40), after: 40) == [])
        _ = discovery.isDue(at: start + .seconds(700))
        #expect(discovery.found == [], "who is silent is forgotten")
        #expect(hear(try announcement(by: Identity(), after: 700), after: 700) != [])
    }

    @Test mutating func itAnnouncesItselfEachMinuteAndToWhoIsNew() throws {
        #expect(discovery.isDue(at: start, jitter: 0) == true)
        #expect(discovery.isDue(at: start + .seconds(59), jitter: 0) == false)
        #expect(discovery.isDue(at: start + .seconds(60), jitter: 1) == true)
        #expect(hear(try announcement(after: 61), after: 61) != [])
        #expect(discovery.isDue(at: start + .seconds(64), jitter: 0) == false, "not more often than each 5 s")
        #expect(discovery.isDue(at: start + .seconds(65), jitter: 0) == true)
        #expect(discovery.isDue(at: start + .seconds(124), jitter: 0) == false)
    }

    @Test func whatWeAnnounceIsReadAsItIs() throws {
        let bytes = try #require(discovery.announcement(port: 7, addresses: [address, .v6(1, 2)], at: time))
        let read = try #require(LANAnnouncement(bytes))
        #expect(read.port == 7 && read.addresses == [address, .v6(1, 2)] && read.created == time && read.network == 2)
    }
}

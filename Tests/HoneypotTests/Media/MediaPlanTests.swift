import SIP
import Testing

@testable import Honeypot

@Suite struct MediaPlanTests {
    @Test(
        "RTP goes where SDP and the SIP source agree, once that is proved",
        arguments: [
            ("198.51.100.7:4000", true, true), ("198.51.100.7:1024", true, true), ("198.51.100.7:65535", true, true),
            // Not proved.
            ("198.51.100.7:4000", false, false),
            // A stranger, a neighbour, a private address behind NAT, nobody.
            ("203.0.113.9:4000", true, false), ("198.51.100.8:4000", true, false), ("10.0.0.2:4000", true, false),
            ("0.0.0.0:4000", true, false), ("[2001:db8::7]:4000", true, false),
            // Where something else than RTP listens.
            ("198.51.100.7:0", true, false), ("198.51.100.7:53", true, false), ("198.51.100.7:1023", true, false),
            ("198.51.100.7:5060", true, false), ("198.51.100.7:5061", true, false),
        ])
    func allowed(offered: String, isProved: Bool, expected: Bool) throws {
        let source = try Endpoint.make("198.51.100.7:5062")
        #expect(MediaPlan.allowed(offered: try .make(offered), sipSource: source, isProved: isProved) == expected)
    }

    @Test func anOfferThatNamesNoPlace() throws {
        #expect(!MediaPlan.allowed(offered: nil, sipSource: try .make("198.51.100.7:5062"), isProved: true))
    }

    @Test func anIPv4MappedAddressIsTheIPv4Address() throws {
        let mapped = Endpoint(address: try #require(IPAddress("::ffff:198.51.100.7")), port: 4_000)
        #expect(MediaPlan.allowed(offered: mapped, sipSource: try .make("198.51.100.7:5062"), isProved: true))
    }
}

import SIP
import Testing

@testable import Honeypot

@Suite struct ReceptionContextTests {
    @Test(arguments: [
        ("192.0.2.77", true), ("192.0.3.1", false), ("198.51.100.7", true), ("198.51.100.8", false),
        ("2001:db8:1::5", true), ("2001:db8:2::5", false), ("::ffff:192.0.2.1", true),
    ])
    func ignoresTheBlocksThatItWasGiven(address: String, isIgnored: Bool) throws {
        let blocks = try ["192.0.2.0/24", "198.51.100.7", "2001:db8:1::/48"].map { try #require(CIDR($0)) }
        let context = try ReceptionContext.make(ignored: blocks)
        #expect(context.isIgnored(try #require(IPAddress(address))) == isIgnored)
        #expect(try !ReceptionContext.make().isIgnored(try #require(IPAddress(address))))
    }
}

import Testing

@testable import SIP

@Suite struct CIDRTests {
    @Test(arguments: [
        ("10.1.2.3/8", "10.0.0.0/8"), ("192.0.2.1", "192.0.2.1/32"), ("0.0.0.0/0", "0.0.0.0/0"),
        ("10.255.255.255/12", "10.240.0.0/12"), ("192.0.2.255/31", "192.0.2.254/31"),
        ("2001:DB8:ffff::1/33", "2001:db8:8000::/33"), ("::1", "::1/128"), ("2001:db8::1/0", "::/0"),
    ])
    func networkIsCanonical(text: String, network: String) {
        #expect(CIDR(text)?.description == network)
    }

    @Test(arguments: [
        "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0/8", "::/129",
        "example.org/8", "10.0.0.0/255.0.0.0", "10.0.0.0 /8",
    ])
    func anythingElseIsNoNetwork(_ text: String) {
        #expect(CIDR(text) == nil)
    }
}

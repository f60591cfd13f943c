import Glibc
import SIP
import Testing

@Suite("Addresses")
struct IPAddressTests {
    @Test(
        "IPv4 addresses are read from and written to text",
        arguments: ["0.0.0.0", "127.0.0.1", "192.0.2.1", "255.255.255.255", "10.20.100.9", "1.10.100.105", "8.8.4.4"])
    func v4(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == text)
        #expect(address.isV4)
    }

    @Test("IPv4 addresses are kept in host byte order")
    func byteOrder() {
        #expect(IPAddress("192.0.2.1") == .v4(0xC000_0201))
        #expect(IPAddress("2001:db8::1") == .v6(0x2001_0DB8_0000_0000, 1))
    }

    @Test("Every octet is written as it is")
    func octets() {
        for octet in UInt32(0)...255 {
            #expect(IPAddress.v4(octet << 24 | octet).description == "\(octet).0.0.\(octet)")
        }
    }

    @Test(
        "RFC 5952: IPv6 addresses are read in any form and written in one",
        arguments: [
            ("::", "::"), ("::1", "::1"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("fe80::1:2", "fe80::1:2"),
            ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("2001:db8:1:1:1:1:1:1", "2001:db8:1:1:1:1:1:1"),
        ])
    func v6(read: String, written: String) throws {
        let address = try #require(IPAddress(read))
        #expect(address.description == written)
        #expect(!address.isV4)
        #expect(IPAddress(written) == address)
    }

    @Test("RFC 4291 §2.5.5.2: an IPv4-mapped address is the IPv4 address")
    func mapped() {
        #expect(IPAddress("::ffff:192.0.2.1") == IPAddress("192.0.2.1"))
        #expect(IPAddress(high: 0, low: 0x0000_FFFF_C000_0201) == .v4(0xC000_0201))
        #expect(IPAddress(high: 0, low: 0x0001_FFFF_C000_0201) == .v6(0, 0x0001_FFFF_C000_0201))
        #expect(IPAddress(high: 1, low: 0x0000_FFFF_C000_0201) == .v6(1, 0x0000_FFFF_C000_0201))
    }

    @Test("A socket's address is read in network byte order")
    func in6() {
        var raw = in6_addr()
        #expect(inet_pton(AF_INET6, "2001:db8::2:1", &raw) == 1)
        #expect(IPAddress(raw) == .v6(0x2001_0DB8_0000_0000, 0x0000_0000_0002_0001))
    }

    @Test(
        "What is no address is nil",
        arguments: ["", "1", "1.2.3", "1.2.3.4.5", "256.0.0.1", "1.2.3.4 ", "localhost", "[::1]", "::1%lo", "1::2::3"])
    func notAnAddress(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("Text behind a NUL is not lost on the way through C")
    func nul() {
        #expect(IPAddress("192.0.2.1\0.evil.example") == nil)
        #expect(IPAddress("::1\0") == nil)
    }

    @Test(
        "A prefix keeps that many bits",
        arguments: [
            ("192.0.2.129", 24, "192.0.2.0"), ("192.0.2.129", 32, "192.0.2.129"), ("192.0.2.129", 0, "0.0.0.0"),
            ("192.0.2.129", 25, "192.0.2.128"), ("192.0.2.129", 1, "128.0.0.0"), ("192.0.2.129", 99, "192.0.2.129"),
            ("192.0.2.129", -1, "0.0.0.0"), ("2001:db8:1:2ff::9", 56, "2001:db8:1:200::"),
            ("2001:db8::9", 64, "2001:db8::"),
            ("2001:db8::9", 127, "2001:db8::8"), ("2001:db8::9", 128, "2001:db8::9"), ("2001:db8::9", 0, "::"),
            ("2001:db8::9", 500, "2001:db8::9"), ("ffff::ffff", 65, "ffff::"),
            ("ffff::ffff:0:0:0", 65, "ffff::8000:0:0:0"),
        ])
    func prefixes(text: String, length: Int, expected: String) throws {
        #expect(try #require(IPAddress(text)).prefix(length).description == expected)
    }

    @Test("Equal addresses are equal keys")
    func hashing() {
        let addresses: Set = [
            IPAddress("192.0.2.1"), IPAddress("::ffff:192.0.2.1"), IPAddress("::1"), IPAddress("0:0::1"),
        ]
        #expect(addresses.count == 2)
    }
}

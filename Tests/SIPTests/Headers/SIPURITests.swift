import NIOCore
import SIP
import Testing

@Suite("URIs")
struct SIPURITests {
    /// The parts of a Request-URI as text.
    private struct Parts: Equatable {
        var scheme = SIPURI.Scheme.sip
        var user: String?
        var password: String?
        var host: String?
        var port: Int?
        var parameters: [String] = []
        var headers = ""
    }

    private func parts(_ uri: String) throws -> Parts? {
        let message = try parse(request("OPTIONS \(uri) SIP/2.0"))
        guard let read = message.requestURI else { return nil }
        return Parts(
            scheme: read.scheme, user: message.string(read.user), password: message.string(read.password),
            host: message.string(read.host), port: read.port, parameters: message.pairs(in: read.parameters),
            headers: message.string(read.headers))
    }

    @Test("RFC 3261 §19.1.1: user, password, host, port, parameters and headers")
    func whole() throws {
        #expect(
            try parts("sip:alice:secret@atlanta.example.com:5070;transport=tcp;lr?subject=project%20x&priority=urgent")
                == Parts(
                    user: "alice", password: "secret", host: "atlanta.example.com", port: 5070,
                    parameters: ["transport=tcp", "lr"], headers: "subject=project%20x&priority=urgent"))
    }

    @Test("RFC 3261 §19.1.1: everything but the host may be absent")
    func parts() throws {
        #expect(try parts("sip:example.com") == Parts(host: "example.com"))
        #expect(try parts("sip:100@example.com") == Parts(user: "100", host: "example.com"))
        #expect(try parts("sip:example.com:5061") == Parts(host: "example.com", port: 5061))
        #expect(try parts("sip:example.com;lr") == Parts(host: "example.com", parameters: ["lr"]))
        #expect(try parts("sip:example.com?to=a") == Parts(host: "example.com", headers: "to=a"))
        #expect(try parts("sip:@example.com") == Parts(host: "example.com"))
        #expect(try parts("sip:a:@example.com") == Parts(user: "a", password: "", host: "example.com"))
        #expect(try parts("sip:example.com?") == Parts(host: "example.com"))
    }

    @Test("RFC 3261 §19.1.1: schemes are case-insensitive")
    func schemes() throws {
        #expect(try parts("SIP:1@h")?.scheme == .sip)
        #expect(try parts("sIpS:1@h")?.scheme == .sips)
        #expect(try parts("sips:1@h")?.user == "1")
        #expect(try parts("TEL:1")?.scheme == .tel)
        #expect(try parts("soap.beep://192.0.2.103:3002") == Parts(scheme: .other))
        #expect(try parts("sipx:1@h")?.scheme == .other)
    }

    @Test("RFC 3966 §3: a tel URI is a number and parameters")
    func tel() throws {
        #expect(
            try parts("tel:7042;phone-context=example.com;x")
                == Parts(scheme: .tel, user: "7042", parameters: ["phone-context=example.com", "x"]))
        #expect(try parts("tel:+1-201-555-0123") == Parts(scheme: .tel, user: "+1-201-555-0123"))
        #expect(try parts("tel:") == nil)
        #expect(try parts("tel:;x") == nil)
    }

    @Test("RFC 3261 §25.1: an IPv6 reference keeps its brackets", arguments: [nil, 5060])
    func ipv6(port: Int?) throws {
        let suffix = port.map { ":\($0)" } ?? ""
        #expect(
            try parts("sip:100@[2001:db8::1]\(suffix);lr")
                == Parts(user: "100", host: "[2001:db8::1]", port: port, parameters: ["lr"]))
        #expect(try parts("sip:[::1]\(suffix)") == Parts(host: "[::1]", port: port))
    }

    @Test("RFC 3261 §25.1: a user may hold the characters that part a URI elsewhere")
    func userUnreserved() throws {
        #expect(try parts("sip:;par=u%40example.net@example.com")?.user == ";par=u%40example.net")
        #expect(try parts("sip:a?b/c;d,e&f=g+h$@example.com")?.user == "a?b/c;d,e&f=g+h$")
        #expect(
            try parts(
                "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com"
            )
                == Parts(
                    user: "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*",
                    password: "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)", host: "example.com"))
    }

    @Test("With several at signs, the last one divides user and host")
    func severalAtSigns() throws {
        #expect(try parts("sip:100@10.0.0.1@192.0.2.1") == Parts(user: "100@10.0.0.1", host: "192.0.2.1"))
    }

    @Test(
        "Dialled forms of attackers are users as they stand",
        arguments: ["+441904", "00441904", "9011441904", "*72", "%23900", "#31#7"])
    func dialledForms(number: String) throws {
        #expect(try parts("sip:\(number)@192.0.2.1")?.user == number)
    }

    @Test("RFC 3261 §25.1: ports from 0 to 65535", arguments: [0, 5060, 65_535])
    func ports(port: Int) throws {
        #expect(try parts("sip:a@h:\(port)")?.port == port)
    }

    @Test(
        "RFC 3261 §19.1.1: what has no scheme or no host cannot be read",
        arguments: [
            "100", "sip:", "sip:a@", "sip:a@;lr", "sip:?x", "sip::5060", "sip:a@h:65536", "sip:a@h:", "sip:a@h:x",
            "sip:a@[::1", "sip:a@[::1]5", "si(p:a@h", "1sip:a@h", "sip:a@2001:db8::1",
        ])
    func unreadable(uri: String) throws {
        #expect(try parts(uri) == nil)
    }

    @Test("RFC 3261 §19.1.2: escapes are decoded when text is asked for, broken ones stay")
    func escapes() throws {
        let cases = [
            ("sips%3Auser%40example.com", "sips:user@example.com"), ("cal%6Cer", "caller"), ("%Z%45", "%ZE"),
            ("%", "%"),
            ("100%", "100%"), ("%4", "%4"), ("%25%34%31", "%41"), ("%00", "\0"), ("%D0%B0", "\u{430}"),
            ("%ff", "\u{FFFD}"),
        ]
        for (written, read) in cases {
            let message = try parse(request("OPTIONS sip:\(written)@example.net SIP/2.0"))
            let user = try #require(message.requestURI?.user)
            #expect(message.string(user) == written)
            #expect(message.unescaped(user) == read)
        }
    }
}

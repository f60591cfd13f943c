import NIOCore
import RFC4475Messages
import SIP
import Testing

@Suite("RFC 4475 §3.2–§3.4: transaction, application, older syntax")
struct RFC4475ApplicationTests {
    @Test("§3.2.1 badbranch: a branch of nothing but the magic cookie")
    func badbranch() throws {
        let message = try RFC4475.badbranch.parse()
        #expect(message.defects.isEmpty)
        #expect(message.string(message.topVia?.branch) == "z9hG4bK")
    }

    @Test("§3.3.1 insuf: missing required header fields")
    func insuf() throws {
        let message = try RFC4475.insuf.parse()
        #expect(message.defects.all == [.missingFrom, .missingTo, .missingCallID])
        #expect(message.method == .invite)
        #expect(message.string(message.requestURI?.user) == "user")
        #expect(message.from == nil && message.to == nil && message.callID == nil)
        #expect(message.body.count == 152)
    }

    @Test("§3.3.2 unkscm: a Request-URI with an unknown scheme")
    func unkscm() throws {
        let message = try RFC4475.unkscm.parse()
        #expect(message.defects.isEmpty)
        #expect(message.requestURI?.scheme == .other)
        #expect(message.requestURI?.user == nil)
    }

    @Test("§3.3.3 novelsc: a Request-URI with a known but atypical scheme")
    func novelsc() throws {
        let message = try RFC4475.novelsc.parse()
        #expect(message.defects.isEmpty)
        #expect(message.requestURI?.scheme == .other)
        #expect(message.string(message.requestURIRange) == "soap.beep://192.0.2.103:3002")
    }

    @Test("§3.3.4 unksm2: unknown schemes in header fields")
    func unksm2() throws {
        let message = try RFC4475.unksm2.parse()
        #expect(message.defects.isEmpty)
        #expect(message.string(message.to?.uri) == "isbn:2983792873")
        #expect(message.string(message.from?.uri) == "http://www.example.com")
        #expect(message.string(message.contact?.uri) == "name:John_Smith")
    }

    @Test("§3.3.5 bext01: Require and Proxy-Require of what nobody supports")
    func bext01() throws {
        let message = try RFC4475.bext01.parse()
        #expect(message.defects.isEmpty)
        #expect(
            message.values(.require).map { message.string($0) } == ["nothingSupportsThis", "nothingSupportsThisEither"])
        #expect(message.values(.proxyRequire).count == 2)
        #expect(message.string(message.topVia?.transport) == "TLS")
    }

    @Test("§3.3.6 invut: an unknown content type")
    func invut() throws {
        let message = try RFC4475.invut.parse()
        #expect(message.defects.isEmpty)
        #expect(message.string(message.contentType) == "application/unknownformat")
        #expect(message.body.count == 40)
    }

    @Test("§3.3.7 regaut01: an unknown authorization scheme")
    func regaut01() throws {
        let message = try RFC4475.regaut01.parse()
        #expect(message.defects.isEmpty)
        let credentials = try #require(message.authorization)
        #expect(message.string(credentials.scheme) == "NoOneKnowsThisScheme")
        #expect(message.string(credentials.parameters) == "opaque-data=here")
    }

    @Test("§3.3.8 multi01: several values in fields that have one")
    func multi01() throws {
        let message = try RFC4475.multi01.parse()
        #expect(message.defects.all == [.repeatedField])
        #expect(message.cseq?.number == 5)
        #expect(message.string(message.callID) == "multi01.98asdh@192.0.2.1")
        #expect(message.string(message.from?.tag) == "3413415")
        #expect(message.string(message.to?.uri) == "sip:user@example.com")
        #expect(message.maxForwards == 70)
        #expect(message.addresses(.contact).count == 2)
    }

    @Test("§3.3.9 mcl01: several Content-Length values")
    func mcl01() throws {
        let message = try RFC4475.mcl01.parse()
        #expect(message.defects.all == [.badContentLength])
        #expect(message.string(message.body).hasPrefix("There's no way to know"))
        #expect(FramedStream(segments: [RFC4475.mcl01.bytes]).frames == [.broken(.badContentLength)])
    }

    @Test("§3.3.10 bcast: a 200 with a broadcast address in its Via")
    func bcast() throws {
        let message = try RFC4475.bcast.parse()
        #expect(message.defects.isEmpty)
        guard case .response(200, _) = message.startLine else {
            Issue.record("not a 200")
            return
        }
        #expect(message.vias.map { message.string($0.host) } == ["192.0.2.198", "255.255.255.255"])
    }

    @Test("§3.3.11 zeromf: Max-Forwards of zero")
    func zeromf() throws {
        let message = try RFC4475.zeromf.parse()
        #expect(message.defects.isEmpty)
        #expect(message.maxForwards == 0)
    }

    @Test("§3.3.12 cparam01: a parameter of the Contact header field")
    func cparam01() throws {
        let message = try RFC4475.cparam01.parse()
        #expect(message.defects.isEmpty)
        let contact = try #require(message.contact)
        #expect(message.string(contact.uri) == "sip:+19725552222@gw1.example.net")
        #expect(message.pairs(in: contact.parameters) == ["unknownparam"])
    }

    @Test("§3.3.13 cparam02: a parameter of the Contact's URI")
    func cparam02() throws {
        let message = try RFC4475.cparam02.parse()
        #expect(message.defects.isEmpty)
        let contact = try #require(message.contact)
        #expect(contact.parameters.isEmpty)
        #expect(message.uri(in: contact.uri).map { message.pairs(in: $0.parameters) } == ["unknownparam"])
    }

    @Test("§3.3.14 regescrt: an escaped header of the Contact's URI")
    func regescrt() throws {
        let message = try RFC4475.regescrt.parse()
        #expect(message.defects.isEmpty)
        let contact = try #require(message.contact)
        #expect(message.uri(in: contact.uri).map { message.unescaped($0.headers) } == "Route=<sip:sip.example.com>")
    }

    @Test("§3.3.15 sdp01: an Accept that rules out what is offered")
    func sdp01() throws {
        let message = try RFC4475.sdp01.parse()
        #expect(message.defects.isEmpty)
        #expect(message.text(of: .accept) == ["text/nobodyKnowsThis"])
        #expect(message.string(message.contentType) == "application/sdp")
    }

    @Test("§3.4.1 inv2543: an INVITE in the syntax of RFC 2543")
    func inv2543() throws {
        let message = try RFC4475.inv2543.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .invite)
        #expect(message.string(message.requestURI?.user) == "UserB")
        #expect(message.from?.tag == nil)
        #expect(message.topVia?.branch == nil)
        let to = try #require(message.to)
        #expect(message.uri(in: to.uri)?.user.map { message.string($0) } == "+16505552222")
        #expect(message.contentLength == nil)
        #expect(message.string(message.body).hasSuffix("m=audio 49217 RTP/AVP 0 "))
    }
}

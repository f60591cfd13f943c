import NIOCore
import RFC4475Messages
import SIP
import Testing

@Suite("RFC 4475 §3.1.1: valid messages")
struct RFC4475ValidTests {
    @Test("§3.1.1.1 wsinv: a short tortuous INVITE")
    func wsinv() throws {
        let message = try RFC4475.wsinv.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .invite)
        let uri = try #require(message.requestURI)
        #expect(message.string(uri.user) == "vivekg")
        #expect(message.pairs(in: uri.parameters) == ["unknownparam"])
        #expect(message.string(message.to?.uri) == "sip:vivekg@chair-dnrc.example.com")
        #expect(message.string(message.to?.tag) == "1918181833n")
        #expect(message.from?.displayName.map { message.unquoted($0) } == #"J Rosenberg \""#)
        #expect(message.string(message.from?.uri) == "sip:jdrosen@example.com")
        #expect(message.string(message.from?.tag) == "98asjd8")
        #expect(message.maxForwards == 68)
        #expect(message.contentLength == 150)
        #expect(message.cseq?.number == 9)
        #expect(message.text(of: .subject) == [""])
        #expect(message.text(of: .other) == ["newfangled value continued newfangled value", ";;,,;;,;"])
        #expect(
            message.vias.map { message.string($0.host) } == ["192.0.2.2", "spindle.example.com", "192.168.255.111"])
        #expect(message.vias.map { message.string($0.transport) } == ["UDP", "TCP", "UDP"])
        #expect(message.vias.map { message.string($0.branch) } == ["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"])
        #expect(message.values(.route).count == 1)
        let contact = try #require(message.contact)
        #expect(contact.displayName.map { message.unquoted($0) } == #"Quoted string """#)
        #expect(message.pairs(in: contact.parameters) == ["newparam=newvalue", "secondparam", "q=0.33"])
        #expect(message.spelledNames.prefix(3) == ["TO", "from", "MaX-fOrWaRdS"])
        #expect(message.body.count == 150)
    }

    @Test("§3.1.1.2 intmeth: a wide range of valid characters")
    func intmeth() throws {
        let message = try RFC4475.intmeth.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .other)
        #expect(message.string(message.methodRange) == "!interesting-Method0123456789_*+`.%indeed'~")
        let uri = try #require(message.requestURI)
        #expect(message.string(uri.user) == "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*")
        #expect(message.string(uri.password) == "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)")
        #expect(message.string(uri.host) == "example.com")
        #expect(message.string(message.topVia?.branch) == "z9hG4bK-.!%66*_+`'~")
        #expect(message.to?.displayName.map { message.unquoted($0) } == "BEL:\u{7} NUL:\0 DEL:\u{7F}")
        let to = try #require(message.to)
        #expect(message.uri(in: to.uri)?.host.map { message.string($0) } == "example.com")
        let from = try #require(message.from)
        #expect(message.string(from.displayName) == "token1~` token2'+_ token3*%!.-")
        #expect(message.string(from.tag) == "_token~1'+`*%!-.")
        #expect(message.pairs(in: from.parameters).first == #"fromParam''~+*_!.-%="работающий""#)
        #expect(message.string(message.callID) == #"intmeth.word%ZK-!.*_+'@word`~)(><:\/"][?}{"#)
        #expect(message.cseq?.number == 139_122_385)
        #expect(message.maxForwards == 255)
        let unknown = try #require(message.headers.first { $0.name == .other })
        #expect(message.string(unknown.nameRange) == "extensionHeader-!.%*+_`'~")
        #expect(message.string(unknown.valueRange).unicodeScalars.map(\.value) == [0xFEFF, 0x5927, 0x505C, 0x96FB])
    }

    @Test("§3.1.1.3 esc01: valid use of the % escaping mechanism")
    func esc01() throws {
        let message = try RFC4475.esc01.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .invite)
        #expect(message.requestURI?.user.map { message.unescaped($0) } == "sips:user@example.com")
        #expect(message.string(message.requestURI?.host) == "example.net")
        let to = try #require(message.to)
        #expect(message.uri(in: to.uri)?.user.map { message.unescaped($0) } == "user")
        let from = try #require(message.from)
        #expect(message.uri(in: from.uri)?.user.map { message.unescaped($0) } == "I have spaces")
        let contact = try #require(message.contact)
        let uri = try #require(message.uri(in: contact.uri))
        #expect(uri.user.map { message.unescaped($0) } == "caller")
        #expect(message.unescaped(uri.parameters) == ";lr;name=value%41")
    }

    @Test("§3.1.1.4 escnull: escaped nulls in URIs")
    func escnull() throws {
        let message = try RFC4475.escnull.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .register)
        let to = try #require(message.to)
        #expect(message.uri(in: to.uri)?.user.map { message.unescaped($0) } == "null-\0-null")
        let users = message.addresses(.contact).map { message.uri(in: $0.uri)?.user.map { message.unescaped($0) } }
        #expect(users == ["\0", "\0\0"])
    }

    @Test("§3.1.1.5 esc02: use of % when it is not an escape")
    func esc02() throws {
        let message = try RFC4475.esc02.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .other)
        #expect(message.string(message.methodRange) == "RE%47IST%45R")
        #expect(message.to?.displayName.map { message.unquoted($0) } == "%Z%45")
        #expect(message.addresses(.contact).count == 2)
        #expect(message.spelledNames.contains("C%6Fntact"))
        #expect(message.string(message.topVia?.branch) == "z9hG4bK209%fzsnel234")
    }

    @Test("§3.1.1.6 lwsdisp: no white space between display name and angle bracket")
    func lwsdisp() throws {
        let message = try RFC4475.lwsdisp.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .options)
        #expect(message.string(message.from?.displayName) == "caller")
        #expect(message.string(message.from?.uri) == "sip:caller@example.com")
    }

    @Test("§3.1.1.7 longreq: long values in header fields")
    func longreq() throws {
        let message = try RFC4475.longreq.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .invite)
        #expect(message.headers.count == 43)
        #expect(message.vias.count == 34)
        #expect(message.vias.first.map { message.string($0.host) } == "sip33.example.com")
        #expect(message.vias.last?.branch?.count == 215)
        #expect(message.to?.displayName?.count == 105)
        #expect(message.from?.tag?.count == 155)
        let from = try #require(message.from)
        #expect(message.uri(in: from.uri)?.user?.count == 115)
        #expect(message.body.count == 150)
    }

    @Test("§3.1.1.8 dblreq: extra trailing octets in a UDP datagram")
    func dblreq() throws {
        let message = try RFC4475.dblreq.parse()
        #expect(message.defects.all == [.bodyTooLong])
        #expect(message.method == .register)
        #expect(message.body.isEmpty)
        #expect(message.string(message.callID) == "dblreq.0ha0isndaksdj99sdfafnl3lk233412")
        #expect(FramedStream(segments: [RFC4475.dblreq.bytes]).frames.count == 3)
    }

    @Test("§3.1.1.8 dblreq: what trails would be a message of its own, with octets behind its body")
    func dblreqSecond() throws {
        let message = try RFC4475.dblreqSecond.parse()
        #expect(message.defects.all == [.bodyTooLong])
        #expect(message.method == .invite)
        #expect(message.string(message.requestURI?.user) == "joe")
        #expect(message.body.count == 150)
    }

    @Test("§3.1.1.9 semiuri: semicolon-separated parameters in the user part")
    func semiuri() throws {
        let message = try RFC4475.semiuri.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .options)
        #expect(message.requestURI?.user.map { message.unescaped($0) } == "user;par=u@example.net")
        #expect(message.string(message.requestURI?.host) == "example.com")
        #expect(message.requestURI?.parameters.isEmpty == true)
        #expect(message.values(.accept).count == 6)
    }

    @Test("§3.1.1.10 transports: varied and unknown transport types")
    func transports() throws {
        let message = try RFC4475.transports.parse()
        #expect(message.defects.isEmpty)
        #expect(message.vias.map { message.string($0.transport) } == ["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"])
        #expect(message.vias.map { message.string($0.host) } == (1...5).map { "t\($0).example.com" })
        #expect(message.string(message.callID) == "transports.kijh4akdnaqjkwendsasfdj")
    }

    @Test("§3.1.1.11 mpart01: a multipart body with binary octets")
    func mpart01() throws {
        let message = try RFC4475.mpart01.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .message)
        #expect(message.string(message.requestURI?.user) == "kumiko")
        #expect(message.string(message.userAgent) == "SIPimp.org/0.2.5 (curses)")
        #expect(message.topVia?.hasResponsePort == true)
        #expect(message.body.count == 553)
        let body = try #require(
            message.bytes.getBytes(at: message.bytes.readerIndex + message.body.lowerBound, length: 553))
        #expect(body.filter { $0 == 0 }.count == 2)
        #expect(body.suffix(22).elementsEqual("--7a9cbec02ceef655--\r\n".utf8))
    }

    @Test("§3.1.1.12 unreason: an unusual reason phrase")
    func unreason() throws {
        let message = try RFC4475.unreason.parse()
        #expect(message.defects.isEmpty)
        guard case .response(200, let reason) = message.startLine else {
            Issue.record("not a 200")
            return
        }
        #expect(message.string(reason) == "= 2**3 * 5**2 но сто девяносто девять - простое")
        #expect(message.body.count == 154)
    }

    @Test("§3.1.1.13 noreason: an empty reason phrase")
    func noreason() throws {
        let message = try RFC4475.noreason.parse()
        #expect(message.defects.isEmpty)
        guard case .response(100, let reason) = message.startLine else {
            Issue.record("not a 100")
            return
        }
        #expect(reason.isEmpty)
        #expect(message.string(message.to?.tag) == "902jndnke3")
    }
}

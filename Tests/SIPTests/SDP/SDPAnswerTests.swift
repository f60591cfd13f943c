import NIOCore
import SIP
import Testing

@Suite("Offer and answer")
struct SDPAnswerTests {
    private let local = Endpoint(address: .v4(0xC000_0201), port: 12_000)

    private func answer(_ lines: String..., style: SDPStyle = SDPStyle()) throws -> SDPAnswer? {
        let head = ["v=0", "o=- 1 1 IN IP4 198.51.100.7", "s=-", "c=IN IP4 198.51.100.7", "t=0 0"]
        let offer = try #require(SessionDescription(body: Array((head + lines).joined(separator: "\r\n").utf8)))
        return SDPAnswer(to: offer, local: local, sessionID: 7, version: 8, style: style)
    }

    private func text(_ answer: SDPAnswer?) -> String { String(decoding: answer?.bytes ?? [], as: UTF8.self) }

    private func lines(_ answer: SDPAnswer?, _ prefix: String) -> [String] {
        text(answer).split(separator: "\r\n").map(String.init).filter { $0.hasPrefix(prefix) }
    }

    @Test("RFC 3264 §6: an answer as a whole")
    func whole() throws {
        let answer = try answer("m=audio 4000 RTP/AVP 8 0 101", "a=rtpmap:101 telephone-event/8000")
        #expect(
            text(answer)
                == """
                v=0
                o=- 7 8 IN IP4 192.0.2.1
                s=Asterisk
                c=IN IP4 192.0.2.1
                t=0 0
                m=audio 12000 RTP/AVP 0 8 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-16
                a=ptime:20
                a=maxptime:150
                a=sendrecv

                """.withLineEnds)
        #expect(answer?.stream.codec == .pcmu)
        #expect(answer?.stream.payloadType == 0)
        #expect(answer?.stream.telephoneEvent == 101)
        #expect(answer?.stream.remote == Endpoint(address: .v4(0xC633_6407), port: 4_000))
        #expect(answer?.stream.direction == .sendrecv)
        #expect(answer?.stream.isSending == true)
    }

    @Test("Another stack's style: user, name, one codec in its own order, other lines")
    func styles() throws {
        let style = SDPStyle(
            originUser: "root", sessionName: "PBX 1\r\nx", codecs: [.pcma, .pcmu], listsAllCodecs: false,
            telephoneEvents: "0-15", packetTime: 30, sessionLines: ["b=AS:64"],
            streamLines: [.connection, .packetTime, .codecs, .text("a=silenceSupp:off - - - -")])
        let answer = try answer("m=audio 4000 RTP/AVP 0 8 96", "a=rtpmap:96 telephone-event/8000", style: style)
        #expect(
            text(answer)
                == """
                v=0
                o=root 7 8 IN IP4 192.0.2.1
                s=PBX 1x
                c=IN IP4 192.0.2.1
                t=0 0
                b=AS:64
                m=audio 12000 RTP/AVP 8 96
                c=IN IP4 192.0.2.1
                a=ptime:30
                a=rtpmap:8 PCMA/8000
                a=rtpmap:96 telephone-event/8000
                a=fmtp:96 0-15
                a=silenceSupp:off - - - -

                """.withLineEnds)
        #expect(answer?.stream.codec == .pcma)
        var quiet = SDPStyle()
        quiet.telephoneEvents = nil
        let without = try self.answer("m=audio 4000 RTP/AVP 0 96", "a=rtpmap:96 telephone-event/8000", style: quiet)
        #expect(lines(without, "a=fmtp") == [])
    }

    @Test("RFC 3264 §6: as many streams in the same order, those that we do not speak with port 0")
    func refused() throws {
        let answer = try answer(
            "m=video 4002 RTP/AVP 34 99", "m=audio 4004 RTP/SAVP 0", "m=audio 0 RTP/AVP 0", "m=audio 4006 RTP/AVP 18",
            "m=audio 4008 rtp/avp 8", "m=audio 4010 RTP/AVP 0", "m=image 4012 udptl t38", "m=application 9 UDP/x")
        #expect(
            lines(answer, "m=") == [
                "m=video 0 RTP/AVP 34 99", "m=audio 0 RTP/SAVP 0", "m=audio 0 RTP/AVP 0", "m=audio 0 RTP/AVP 18",
                "m=audio 12000 rtp/avp 8", "m=audio 0 RTP/AVP 0", "m=image 0 udptl t38", "m=application 0 UDP/x 0",
            ])
        #expect(answer?.stream.index == 4)
        #expect(answer?.stream.remote?.port == 4_008)
    }

    @Test(
        "RFC 3261 §21.4.26: nothing to accept, no answer",
        arguments: [
            "", "m=audio 0 RTP/AVP 0", "m=audio 4000 RTP/SAVP 0", "m=audio 4000 RTP/AVPF 0", "m=audio 4000 RTP/AVP 18",
            "m=video 4000 RTP/AVP 0", "m=audio 4000 RTP/AVP", "m=audio 4000 RTP/AVP 0\r\na=rtpmap:0 G729/8000",
            "m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 PCMU/16000", "m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 PCMU/8000/2",
            "m=audio 4000 RTP/AVP 18\r\na=rtpmap:0 PCMU/8000", "m=audio 4000 RTP/AVP 256 128 00x -8",
        ])
    func nothing(stream: String) throws {
        #expect(try answer(stream) == nil)
    }

    @Test("RFC 3264 §6.1: the offerer's payload types, for codecs as for telephone-event")
    func payloadTypes() throws {
        let answer = try answer(
            "m=audio 4000 RTP/AVP 18 97 98 99", "a=rtpmap:97 pcma/8000/1", "a=rtpmap:98 telephone-event/48000",
            "a=rtpmap:99 Telephone-Event/8000")
        #expect(lines(answer, "m=") == ["m=audio 12000 RTP/AVP 97 99"])
        #expect(lines(answer, "a=rtpmap") == ["a=rtpmap:97 PCMA/8000", "a=rtpmap:99 telephone-event/8000"])
        #expect(answer?.stream.codec == .pcma)
        #expect(answer?.stream.payloadType == 97)
        #expect(answer?.stream.telephoneEvent == 99)
        let silent = try self.answer("m=audio 4000 RTP/AVP 0", "a=rtpmap:101 telephone-event/8000")
        #expect(silent?.stream.telephoneEvent == nil)
        #expect(lines(silent, "m=") == ["m=audio 12000 RTP/AVP 0"])
    }

    @Test(
        "RFC 3264 §6.1: the direction is mirrored, a stream's own before the session's",
        arguments: [
            ("a=sendonly", "", MediaDirection.recvonly), ("a=recvonly", "", .sendonly), ("a=inactive", "", .inactive),
            ("a=sendrecv", "", .sendrecv), ("", "", .sendrecv), ("", "a=sendonly", .recvonly),
            ("a=sendrecv", "a=inactive", .sendrecv),
        ])
    func directions(own: String, session: String, expected: MediaDirection) throws {
        let answer = try answer(session, "m=audio 4000 RTP/AVP 0", own)
        #expect(answer?.stream.direction == expected)
        #expect(lines(answer, "a=\(expected.rawValue)").count == 1)
        let terse = try self.answer(session, "m=audio 4000 RTP/AVP 0", own, style: SDPStyle(streamLines: [.codecs]))
        #expect(lines(terse, "a=\(expected.rawValue)").count == (expected == .sendrecv ? 0 : 1))
    }

    @Test("RFC 3264 §8.4: a stream held by its address has no endpoint, and is not sent to")
    func held() throws {
        for (connection, direction, expected) in [
            ("c=IN IP4 0.0.0.0", "", MediaDirection.recvonly), ("c=IN IP6 ::", "a=sendonly", .recvonly),
            ("c=IN IP4 0.0.0.0", "a=recvonly", .inactive), ("c=IN IP4 0.0.0.0", "a=inactive", .inactive),
        ] {
            let stream = try answer("m=audio 4000 RTP/AVP 0", connection, direction)?.stream
            #expect(stream?.remote == nil)
            #expect(stream?.direction == expected)
            #expect(stream?.isSending == false)
        }
    }

    @Test("The stream's own address counts before the session's; a host name is none")
    func addresses() throws {
        let own = try answer("m=audio 4000 RTP/AVP 0", "c=IN IP6 2001:db8::9")
        #expect(own?.stream.remote == IPAddress("2001:db8::9").map { Endpoint(address: $0, port: 4_000) })
        let offer = try #require(session("v=0", "c=IN IP4 pbx.example.com", "m=audio 4000 RTP/AVP 0"))
        let named = SDPAnswer(to: offer, local: local, sessionID: 1, version: 1, style: SDPStyle())
        #expect(named?.stream.remote == nil)
        #expect(named?.stream.isSending == false)
    }

    @Test("RFC 8866 §5.7: our IPv6 address is IP6")
    func ipv6() throws {
        let offer = try #require(session("v=0", "m=audio 4000 RTP/AVP 0"))
        let address = try #require(IPAddress("2001:db8::1"))
        let answer = SDPAnswer(
            to: offer, local: Endpoint(address: address, port: 1), sessionID: .max, version: .max, style: SDPStyle())
        #expect(lines(answer, "c=") == ["c=IN IP6 2001:db8::1"])
        #expect(lines(answer, "o=") == ["o=- 18446744073709551615 18446744073709551615 IN IP6 2001:db8::1"])
    }

    @Test("RFC 3261 §13.2.1: an INVITE without an offer gets one, and the ACK's answer tells the stream")
    func offer() throws {
        let offer = SDPOffer(
            local: local, sessionID: 7, version: 8, style: SDPStyle(codecs: [.pcma, .pcmu], telephoneEvents: "0-15"))
        let read = try #require(SessionDescription(body: offer.bytes))
        #expect(read.codecs == ["PCMA/8000", "PCMU/8000", "telephone-event/8000"])
        #expect(read.media[0].port == 12_000)
        #expect(String(decoding: offer.bytes, as: UTF8.self).contains("a=fmtp:101 0-15\r\n"))

        let answer = try #require(
            session("v=0", "c=IN IP4 198.51.100.7", "m=audio 4000 RTP/AVP 0 101", "a=rtpmap:101 telephone-event/8000"))
        let stream = AudioStream(answer, codecs: [.pcma, .pcmu])
        #expect(stream?.codec == .pcmu)
        #expect(stream?.telephoneEvent == SDPOffer.telephoneEvent)
        #expect(stream?.remote?.port == 4_000)
    }

    @Test("An answer answers our own offer, and is readable again")
    func roundTrip() throws {
        let offer = try #require(
            SessionDescription(body: SDPOffer(local: local, sessionID: 1, version: 1, style: SDPStyle()).bytes))
        let answer = try #require(SDPAnswer(to: offer, local: local, sessionID: 2, version: 2, style: SDPStyle()))
        let again = try #require(SessionDescription(body: answer.bytes))
        #expect(again.media == offer.media)
        #expect(again.sessionID == 2)
    }
}

import NIOCore
import SIP
import Testing

/// A session description of `lines`, ended as on the wire.
func session(_ lines: String...) -> SessionDescription? {
    SessionDescription(body: Array((lines.joined(separator: "\n") + "\n").withLineEnds.utf8))
}

@Suite("Session descriptions")
struct SessionDescriptionTests {
    private static let phone = """
        v=0
        o=alice 2890844526 2890844527 IN IP4 198.51.100.7
        s=-
        c=IN IP4 198.51.100.8
        t=0 0
        a=sendonly
        m=audio 49170 RTP/AVP 0 8 18 96 101
        a=rtpmap:0 PCMU/8000
        a=rtpmap:96 opus/48000/2
        a=rtpmap:101 telephone-event/8000
        a=rtcp:49171 IN IP4 203.0.113.9
        a=candidate:1 1 UDP 2130706431 10.0.0.5 49170 typ srflx raddr 192.168.1.2 rport 5000
        m=video 49172/2 RTP/SAVP 34 99
        c=IN IP6 2001:db8::7
        a=rtpmap:99 H264/90000
        a=inactive
        m=image 4000 udptl t38

        """

    @Test("RFC 8866 §5: origin, connections, streams, their formats and directions")
    func whole() throws {
        let read = try #require(SessionDescription(body: Array(Self.phone.withLineEnds.utf8)))
        #expect(read.sessionID == 2_890_844_526)
        #expect(read.sessionVersion == 2_890_844_527)
        #expect(read.address == IPAddress("198.51.100.8"))
        #expect(read.direction == .sendonly)
        #expect(read.media.map(\.kind) == ["audio", "video", "image"])
        #expect(read.media.map(\.port) == [49_170, 49_172, 4_000])
        #expect(read.media.map(\.transport) == ["RTP/AVP", "RTP/SAVP", "udptl"])
        #expect(read.media.map(\.formats) == [["0", "8", "18", "96", "101"], ["34", "99"], ["t38"]])
        #expect(read.media.map(\.address) == [nil, IPAddress("2001:db8::7"), nil])
        #expect(read.media.map(\.direction) == [nil, .inactive, nil])
        #expect(read.media[0].rtpMaps.map(\.name) == ["PCMU", "opus", "telephone-event"])
        #expect(read.media[0].rtpMaps.map(\.isMono) == [true, false, true])
    }

    @Test("What a body gives away: all addresses, and codecs by rtpmap or by number")
    func evidence() throws {
        let read = try #require(SessionDescription(body: Array(Self.phone.utf8)))
        #expect(
            read.addresses == [
                "198.51.100.7", "198.51.100.8", "203.0.113.9", "10.0.0.5", "192.168.1.2", "2001:db8::7",
            ])
        #expect(
            read.codecs == [
                "PCMU/8000", "PCMA/8000", "G729/8000", "opus/48000", "telephone-event/8000", "H263/90000", "H264/90000",
                "t38",
            ])
        let named = try #require(session("v=0", "o=- 1 1 IN IP4 pbx.example.com", "c=IN IP6 2001:DB8:0::1/127"))
        #expect(named.addresses == ["pbx.example.com", "2001:db8::1"])
        #expect(named.address == IPAddress("2001:db8::1"))
        #expect(named.codecs == [])
    }

    @Test("Bare line feeds, empty and unknown lines, white space and numbers that are none")
    func sloppy() throws {
        let read = try #require(
            SessionDescription(
                body: Array(
                    "\n\nx\n=\nz=1\nv=0\no=x\no=a b 99999999999999999999 IN IP4 h\nc= IN  IP4\t192.0.2.1/127 \nm=audio  4000  RTP/AVP  0 \na=RTPMAP:0 x/8000/1\na=rtpmap:200 y/1\na=rtpmap:8\na=rtpmap:9 y\na=sendrecv\nb=AS:64"
                        .utf8)))
        #expect(read.sessionID == nil)
        #expect(read.sessionVersion == nil)
        #expect(read.address == IPAddress("192.0.2.1"))
        #expect(read.media.count == 1)
        #expect(read.media[0].rtpMaps.map(\.name) == ["x"])
        #expect(read.media[0].direction == .sendrecv)
        #expect(read.codecs == ["x/8000"])
    }

    @Test(
        "An m= line that cannot be read makes the description unreadable: its streams could not be answered in order",
        arguments: [
            "m=", "m=audio", "m=audio 4000", "m=audio x RTP/AVP 0", "m=audio 65536 RTP/AVP 0", "m=audio -1 RTP/AVP 0",
            "m=audio /2 RTP/AVP 0", "m=a\u{0}b 4000 RTP/AVP 0", "m=audio 4000 RTP\u{7F} 0", "m=aüdio 1 RTP/AVP 0",
            "m=\(String(repeating: "a", count: 33)) 1 RTP/AVP 0",
            "m=audio 1 RTP/AVP \(String(repeating: "0 ", count: 600))",
        ])
    func unreadable(line: String) {
        #expect(session("v=0", line) == nil)
    }

    @Test("No version, no session description")
    func noVersion() {
        #expect(session("hello") == nil)
        #expect(session("m=audio 4000 RTP/AVP 0") == nil)
        #expect(SessionDescription(body: []) == nil)
        #expect(session("v=0")?.media.isEmpty == true)
    }

    @Test("Streams, formats, codecs, addresses and lines are bounded")
    func bounded() throws {
        let stream = "m=audio 4000 RTP/AVP 0\n"
        let most = SessionDescription.mediaLimit
        #expect(session("v=0\n" + String(repeating: stream, count: most))?.media.count == most)
        #expect(session("v=0\n" + String(repeating: stream, count: most + 1)) == nil)

        let many = (0..<128).map(String.init).joined(separator: " ")
        let maps = (0..<128).map { "a=rtpmap:\($0) c\($0)/8000" }.joined(separator: "\n")
        let addresses = (0..<100).map { "c=IN IP4 192.0.2.\($0)" }.joined(separator: "\n")
        let read = try #require(
            session(
                "v=0", addresses, "m=audio 1 RTP/AVP \(many)", maps, "m=audio 1 RTP/AVP 100 101", "a=rtpmap:100 x/1"))
        #expect(read.media[0].formats.count == SessionDescription.formatLimit)
        #expect(read.media[0].rtpMaps.count == SessionDescription.formatLimit)
        #expect(read.codecs.count == SessionDescription.formatLimit)
        #expect(read.addresses.count == SessionDescription.addressLimit)

        let long = String(repeating: "x", count: 33)
        let names = try #require(
            session("v=0", "c=IN IP4 \(long)\(long)", "m=audio 1 RTP/AVP \(long) 96 é", "a=rtpmap:96 \(long)/8000"))
        #expect(names.addresses == [])
        #expect(names.media[0].formats == ["96"])
        #expect(names.media[0].rtpMaps == [])

        let late = try #require(session("v=0\n" + String(repeating: "a=x\n", count: 600) + "m=audio 1 RTP/AVP 0"))
        #expect(late.media == [])
        let wide = try #require(
            session(
                "v=0", "m=audio 1 RTP/AVP 0", "a=sendonly", "a=inactive" + String(repeating: " ", count: 2_000) + "x"))
        #expect(wide.media[0].direction == .sendonly)
    }

    @Test("RFC 3261 §7.4.1: the body of a message is SDP when Content-Type says so, or says nothing")
    func message() throws {
        func read(_ contentType: String?) throws -> SessionDescription? {
            SessionDescription(
                try parse(request() + (contentType.map { "\nContent-Type: \($0)" } ?? ""), body: Self.phone))
        }
        for type in ["application/sdp", "Application/SDP ; charset=utf-8", nil] {
            #expect(try read(type)?.media.count == 3)
        }
        for type in ["text/plain", "application/sdpx", "", "multipart/mixed;boundary=x"] {
            #expect(try read(type) == nil)
        }
        #expect(SessionDescription(try parse(request())) == nil)
    }
}

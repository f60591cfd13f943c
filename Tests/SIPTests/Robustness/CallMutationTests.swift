import NIOCore
import SIP
import Testing

@Suite("Mutated calls")
struct CallMutationTests {
    /// What mutations begin with: calls that have an answer, a dialog and credentials.
    static let seeds: [[UInt8]] = [
        ByteBuffer(
            head: request(
                "INVITE sip:900@192.0.2.1 SIP/2.0", from: #"From: "a \"b\"" <sip:caller@198.51.100.7>;tag=f1"#,
                cseq: "CSeq: 1 INVITE",
                adding: "Contact: <sip:100@198.51.100.7:5062;transport=udp?a=b>;q=1",
                "Record-Route: <sip:p1;lr>, \"x\" <sip:p2;method=INVITE>",
                #"Authorization: Digest username="100", realm="a\"b",nonce="1/2",uri="sip:900@192.0.2.1:5060;x=y",response="be26d53a2282ba5f7bcab5dd97542f8e",algorithm=MD5 qop=auth, nc=1,cnonce="z""#,
                "Content-Type: application/sdp"),
            body: """
                v=0
                o=- 1 2 IN IP4 198.51.100.7
                s=-
                c=IN IP4 198.51.100.7
                t=0 0
                m=video 5000 RTP/SAVP 34
                m=audio 4000/2 RTP/AVP 0 8 101
                c=IN IP6 2001:db8::1
                a=rtpmap:0 PCMU/8000/1
                a=rtpmap:101 telephone-event/8000
                a=candidate:1 1 UDP 1 10.0.0.5 4 typ srflx raddr 192.168.1.2 rport 5
                a=sendonly
                m=image 1 udptl t38

                """),
        ByteBuffer(
            head: request(
                "INVITE sip:900@192.0.2.1 SIP/2.0", from: "From: sip:a@h;tag=1", to: "To: Bell, A <sip:b@h>",
                cseq: "CSeq: 1 INVITE",
                adding: "Contact: sip:100@[2001:db8::1]", "Proxy-Authorization: Digest username=1 , response=,nonce= x"),
            body: "v=0\nm=audio 4000 RTP/AVP 8\na=rtcp:1 IN IP4 192.0.2.7"),
    ].map { Array($0.readableBytesView) }

    @Test("Credentials, answers and requests in a dialog keep their bounds and lines", arguments: 0..<4)
    func calls(part: Int) {
        var generator = SeededGenerator(seed: 4_000 + UInt64(part))
        var (read, answered, ended) = (0, 0, 0)
        for _ in 0..<6_000 {
            let bytes = MutationTests.mutated(
                Self.seeds.randomElement(using: &generator) ?? [], among: Self.seeds, with: &generator)
            guard let message = try? SIPParser().parse(ByteBuffer(bytes: bytes)) else { continue }
            #expect(callFault(in: message) == nil, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            if DigestCredentials(message) != nil { read += 1 }
            if let offer = SessionDescription(message), AudioStream(offer, codecs: [.pcmu, .pcma]) != nil {
                answered += 1
            }
            if SIPRequestWriter(invite: message, localTag: []) != nil { ended += 1 }
        }
        // Most mutations leave most of a message as it was.
        #expect(min(read, answered, ended) > 1_500)
    }
}

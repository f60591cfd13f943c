import Glibc
import NIOCore
import SIP
import Testing

/// Whoever sends 64 KB chooses the bytes. Eight times the bytes may take about eight times as long; what is
/// quadratic takes 64 times.
@Suite("Cost of hostile input", .serialized)
struct ScalingTests {
    /// Text of about `size` bytes.
    struct Pattern: CustomTestStringConvertible {
        let testDescription: String
        var prefix = request().withLineEnds + "\r\n"
        let unit: String
        var suffix = "\r\n\r\n"

        func text(_ size: Int) -> String {
            prefix + String(repeating: unit, count: size / unit.utf8.count) + suffix
        }
    }

    /// A field of one kind filled with a byte that means something.
    static let values: [Pattern] = ["Via: SIP/2.0/UDP h", "From: ", "Contact: ", "Authorization: Digest "].flatMap {
        field in
        [",", "\"", ";", ":", "<", "\\", "=", "@", "/", " ", "\r", "%", "\",", "<,", "\\\"", ";,", "\0"].map { value in
            Pattern(
                testDescription: "\(field)\(value.debugDescription) …", prefix: "OPTIONS sip:a SIP/2.0\r\n\(field)",
                unit: value)
        }
    }

    static let lines: [Pattern] = [
        Pattern(
            testDescription: "empty folds", prefix: "A sip:a SIP/2.0\r\nSubject: x\r\n", unit: " \r\n", suffix: "\r\n"),
        Pattern(
            testDescription: "empty folds of bare line feeds", prefix: "A sip:a SIP/2.0\nSubject: x\n", unit: " \n"),
        Pattern(testDescription: "folds", prefix: "A sip:a SIP/2.0\r\nSubject: x\r\n", unit: " y\r\n"),
        Pattern(
            testDescription: "a folded Via", prefix: "A sip:a SIP/2.0\r\nVia: SIP/2.0/UDP h\r\n", unit: " ;a=b,\r\n"),
        Pattern(testDescription: "bad lines", unit: "x\r\n"), Pattern(testDescription: "empty fields", unit: "x:\r\n"),
        Pattern(testDescription: "Content-Lengths", unit: "l:0\r\n"),
        Pattern(testDescription: "Froms", unit: "f:\"\r\n"),
        Pattern(testDescription: "Vias", unit: "v:SIP/2.0/UDP a\r\n"),
        Pattern(
            testDescription: "Vias of many values",
            unit: "v:SIP/2.0/UDP a,SIP/2.0/UDP a,SIP/2.0/UDP a,SIP/2.0/UDP a\r\n"),
        Pattern(
            testDescription: "Vias of many quotes",
            unit: "v:SIP/2.0/UDP a;\";\";\";\";\";\";\";\";\";\";\";\";\";\"\r\n"),
        Pattern(testDescription: "line feeds", prefix: "a", unit: "\n"),
        Pattern(testDescription: "line ends in front", prefix: "", unit: "\r\n"),
        Pattern(testDescription: "a long method", prefix: "A", unit: "A", suffix: " sip:a SIP/2.0\r\n\r\n"),
        Pattern(testDescription: "a URI of at signs", prefix: "A sip:", unit: "@", suffix: " SIP/2.0\r\n\r\n"),
        Pattern(testDescription: "a URI of spaces", prefix: "A sip:", unit: " ", suffix: " SIP/2.0\r\n\r\n"),
        Pattern(testDescription: "a first line without an end", prefix: "", unit: "A"),
        Pattern(testDescription: "small messages", prefix: "", unit: "a\n\n"),
    ]

    /// CPU time of this thread in seconds, the least of several turns: other work on the machine does not
    /// count.
    private func cost(_ work: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        return (0..<3).map { _ in
            let start = now()
            work()
            return now() - start
        }.min() ?? 0
    }

    private func expectLinear(small: () -> Void, large: () -> Void) {
        let (smallCost, largeCost) = (cost(small), cost(large))
        // Less than this is no concern, and too short to compare.
        guard largeCost > 0.000_5 else { return }
        #expect(largeCost < 28 * smallCost)
    }

    @Test("Parsing, reading and answering a message is linear in its bytes", arguments: values + lines)
    func messages(pattern: Pattern) {
        var limits = SIPLimits()
        limits.headerFields = .max
        let parser = SIPParser(limits: limits)
        let small = ByteBuffer(string: pattern.text(2_000))
        let large = ByteBuffer(string: pattern.text(16_000))
        expectLinear(small: { exercise(small, parser: parser) }, large: { exercise(large, parser: parser) })
    }

    static let callPatterns: [Pattern] =
        ["\"", "a=\"", "a=\",", "a=\"\\", "=\"", "nc=\"\" ", "username=\"\",", " a", "a ", "\r\n ", "\\"].map { unit in
            Pattern(
                testDescription: "credentials of \(unit.debugDescription) …",
                prefix: "OPTIONS sip:a SIP/2.0\r\nAuthorization: Digest username=1,", unit: unit)
        }
        + [
            "m=audio 1 RTP/AVP 0\n", "a=rtpmap:0 a/1\n", "c=IN IP4 h\n", "\n", " ", "a=", "0 ",
            "a=candidate: 1 1 1 1 1 1",
        ]
        .map { unit in
            Pattern(
                testDescription: "a session of \(unit.debugDescription) …",
                prefix: "OPTIONS sip:a SIP/2.0\r\nContent-Type: application/sdp\r\n\r\nv=0\nm=audio 1 RTP/AVP 0 8 ",
                unit: unit)
        }
        + ["<sip:p;lr>,", "<", ",", "\"", ";lr"].map { unit in
            Pattern(
                testDescription: "a route of \(unit.debugDescription) …",
                prefix: request("INVITE sip:a SIP/2.0", adding: "Contact: <sip:a>", "Record-Route: <sip:p;x")
                    .withLineEnds,
                unit: unit)
        }

    @Test("What a call makes of a message is linear in its bytes", arguments: callPatterns)
    func calls(pattern: Pattern) throws {
        let small = try parse(raw: pattern.text(2_000))
        let large = try parse(raw: pattern.text(16_000))
        expectLinear(small: { _ = callFault(in: small) }, large: { _ = callFault(in: large) })
    }

    @Test("Framing a stream that comes byte by byte is linear in its bytes", arguments: lines)
    func streams(pattern: Pattern) {
        func frame(_ text: String) {
            var framer = SIPStreamFramer()
            for byte in text.utf8 {
                framer.append(ByteBuffer(integer: byte))
                while framer.next() != nil { continue }
            }
            #expect(framer.pendingBytes <= text.utf8.count)
        }
        let (small, large) = (pattern.text(500), pattern.text(4_000))
        expectLinear(small: { frame(small) }, large: { frame(large) })
    }
}

import NIOCore

/// Messages of callers, right ones and broken ones, as a script wants them.
struct Grammar {
    static let tag = "5f1e0c3b"
    static let branch = "z9hG4bKours"

    private static let methods = [
        "BYE", "INFO", "INVITE", "UPDATE", "PRACK", "OPTIONS", "ACK", "MESSAGE", "REFER", "REGISTER", "STRANGE",
    ]

    static func invite(_ script: inout Script) -> ByteBuffer {
        let extra = script.choice([
            "", "Require: 100rel\r\n", "Record-Route: <sip:p1;lr>, <sip:p0>\r\n", "Supported: 100rel\r\n",
            "Contact: <sip:1@198.51.100.7>\r\nTimestamp: 5\r\n",
            "Record-Route: <sip:\(String(repeating: "r", count: 3_000))>\r\n",
        ])
        let to = script.oneIn(16) ? ";tag=\(Grammar.tag)" : ""
        return request(
            "INVITE", &script, branch: inviteBranch(&script), to: to, cseq: 1 + script.byte() % 3, extra: extra,
            body: script.choice(["v=0\r\n", "", String(repeating: "a=x\r\n", count: 400)]))
    }

    static func cancel(_ script: inout Script) -> ByteBuffer {
        let to = script.oneIn(8) ? ";tag=\(Grammar.tag)" : ""
        return request("CANCEL", &script, branch: anyBranch(&script), to: to, cseq: 1 + script.byte() % 3)
    }

    /// With our tag as a rule, in the INVITE's transaction or one of its own.
    static func inside(_ script: inout Script) -> ByteBuffer {
        let method = script.choice(methods)
        let to = script.choice([";tag=\(tag)", ";tag=\(tag)", ";tag=\(tag)", ";tag=other", ""])
        let extra = script.choice([
            "", "RAck: 1 1 INVITE\r\n", "RAck: 2 1 INVITE\r\n", "Contact: <sip:2@198.51.100.7>\r\n",
            "Content-Type: application/dtmf-relay\r\n",
            "Record-Route: <sip:\(String(repeating: "r", count: 3_000))>\r\n",
        ])
        return request(
            method, &script, branch: anyBranch(&script), to: to, cseq: script.byte() % 16, extra: extra,
            body: script.choice(["", "Signal=5\r\n", "v=0\r\n"]))
    }

    static func response(_ script: inout Script) -> ByteBuffer {
        let status = script.choice([200, 100, 481, 500, 180])
        let branch = script.choice([Grammar.branch, Grammar.branch, "z9hG4bKother"])
        let number = script.choice([101, 101, 102])
        let from = script.choice([Grammar.tag, Grammar.tag, "other"])
        return ByteBuffer(
            string: "SIP/2.0 \(status) X\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=\(branch)\r\nFrom: <sip:b@a>;tag=\(from)"
                + "\r\nTo: <sip:a@a>;tag=\(fromTag(&script))\r\nCall-ID: \(callID(&script))\r\nCSeq: \(number) BYE\r\n\r\n"
        )
    }

    private static func request(
        _ method: String, _ script: inout Script, branch: String, to: String, cseq: Int, extra: String = "",
        body: String = ""
    ) -> ByteBuffer {
        let text =
            "\(method) sip:100@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 198.51.100.7\(branch)\r\n"
            + "From: <sip:a@a>;tag=\(fromTag(&script))\r\nTo: <sip:b@a>\(to)\r\nCall-ID: \(callID(&script))\r\n"
            + "CSeq: \(cseq) \(method)\r\n\(extra)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        var bytes = ByteBuffer(string: text)
        if script.oneIn(16) { damage(&bytes, &script) }
        return bytes
    }

    /// Changes, cuts or repeats a few bytes.
    private static func damage(_ bytes: inout ByteBuffer, _ script: inout Script) {
        for _ in 0..<(1 + script.byte() % 4) {
            let place = (script.byte() << 8 | script.byte()) % max(bytes.readableBytes, 1)
            switch script.byte() % 3 {
            case 0: bytes.setInteger(UInt8(truncatingIfNeeded: script.byte()), at: place)
            case 1: bytes.moveWriterIndex(to: place)
            default: bytes.writeImmutableBuffer(bytes.getSlice(at: 0, length: place) ?? ByteBuffer())
            }
        }
    }

    private static func callID(_ script: inout Script) -> String { script.choice(["c0", "c0", "c1", "c2"]) }
    private static func fromTag(_ script: inout Script) -> String { script.choice(["f0", "f0", "f0", "f1"]) }

    private static func inviteBranch(_ script: inout Script) -> String {
        script.choice([";branch=z9hG4bK0", ";branch=z9hG4bK0", ";branch=z9hG4bK1", ";branch=z9hG4bK2", "", ";branch=0"])
    }

    private static func anyBranch(_ script: inout Script) -> String {
        script.oneIn(2) ? inviteBranch(&script) : ";branch=z9hG4bK\(script.byte() % 16)"
    }
}

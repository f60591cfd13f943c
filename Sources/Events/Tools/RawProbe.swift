import NIOCore
import SIP

/// Bytes that were never meant to be SIP: what scanners of all services send to every port.
enum RawProbe {
    /// Nmap's probes for other services, each told by words that are its own.
    private static let nmapWords: [StaticString] = [
        "OPTIONS / RTSP/1.0\r\n", "version\u{4}bind", "random1random2random3random4", "Tri%6Eity.txt", "HELP\r\n",
        "mstshash=nmap", "OPTIONS sip:nm SIP/2.0",
    ]

    static func program(of bytes: ByteBuffer) -> AttackTool.Program? {
        let span = bytes.readableBytesUInt8Span
        let all = ByteRange(0, span.count)
        for words in nmapWords where span.contains(words, in: all) { return .nmapProbe }
        guard isHTTP(bytes) else { return nil }
        if span.contains("zgrab", in: all) { return .zgrab }
        if span.contains("masscan", in: all) { return .masscan }
        return .httpClient
    }

    private static func isHTTP(_ bytes: ByteBuffer) -> Bool {
        let span = bytes.readableBytesUInt8Span
        let all = ByteRange(0, span.count)
        let methods: [StaticString] = ["GET ", "HEAD ", "POST ", "OPTIONS /", "CONNECT "]
        return methods.contains { span.begins(with: $0, in: all) } && span.contains(" HTTP/1.", in: all)
    }
}

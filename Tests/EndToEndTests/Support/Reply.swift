import Testing

/// A response, read strictly: what a lenient reader would forgive is an error here.
struct Reply {
    let text: String
    let status: Int
    let headers: [(name: String, value: String)]

    init(_ bytes: [UInt8]) throws {
        text = try #require(String(validating: bytes, as: UTF8.self))
        try #require(text.hasSuffix("\r\n\r\n"), "no empty line at the end of \(text)")
        // CRLF is one Character.
        var lines = text.dropLast(2).split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        let first = lines.removeFirst().split(separator: " ", maxSplits: 2)
        try #require(first.count == 3 && first[0] == "SIP/2.0", "no status line in \(text)")
        status = try #require(Int(first[1]))
        headers = try lines.map { line in
            // Nothing may stand behind the colon (RFC 3261 §7.3.1), as in an Accept-Encoding of any kind.
            let colon = try #require(line.firstRange(of: line.hasSuffix(":") ? ":" : ": "), "no header line: \(line)")
            return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
        }
    }

    /// The value of the first header of that name.
    subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

    /// Cuts a stream of answers without bodies; what is not whole yet is left out.
    static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var part: [UInt8] = []
        for byte in bytes {
            part.append(byte)
            if part.count > 4, part.suffix(4) == [13, 10, 13, 10] {
                parts.append(part)
                part = []
            }
        }
        return parts
    }
}

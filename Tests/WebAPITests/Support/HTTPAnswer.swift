/// What a server answered, as it came.
struct HTTPAnswer: Equatable {
    let statusLine: String
    /// In the order in which they came.
    let headers: [(name: String, value: String)]
    /// The body, with chunks put together.
    let bytes: [UInt8]

    var body: String { String(decoding: bytes, as: UTF8.self) }

    static func == (left: HTTPAnswer, right: HTTPAnswer) -> Bool { left.description == right.description }

    var status: Int? { Int(statusLine.split(separator: " ").dropFirst().first ?? "") }

    subscript(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Nil when the text is not one whole answer, head and body.
    init?(_ bytes: [UInt8], hasBody: Bool = true) {
        guard let end = Self.endOfHead(bytes) else { return nil }
        let lines = String(decoding: bytes[..<(end - 4)], as: UTF8.self).components("\r\n")
        statusLine = lines[0]
        headers = lines.dropFirst().map { line in
            let name = line.prefix { $0 != ":" }
            return (String(name), String(line.dropFirst(name.count + 2)))
        }
        let rest = bytes[end...]
        let fields = Dictionary(headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
        if !hasBody || fields["content-length"] == nil && fields["transfer-encoding"] == nil {
            self.bytes = []
        } else if let length = fields["content-length"].flatMap(Int.init) {
            guard rest.count >= length else { return nil }
            self.bytes = Array(rest.prefix(length))
        } else {
            guard let joined = Self.joinChunks(rest) else { return nil }
            self.bytes = joined
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let end = Array("\r\n\r\n".utf8)
        guard bytes.count >= 4 else { return nil }
        for index in 0...(bytes.count - 4) where Array(bytes[index..<index + 4]) == end { return index + 4 }
        return nil
    }

    /// RFC 9112 §7.1. Nil before the last chunk.
    private static func joinChunks(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var rest = bytes
        var joined: [UInt8] = []
        while let end = rest.firstIndex(of: 13) {
            guard let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) else { return nil }
            rest = rest[end...].dropFirst(2)
            if size == 0 { return joined }
            guard rest.count >= size + 2 else { return nil }
            joined += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return nil
    }
}

extension HTTPAnswer: CustomStringConvertible {
    /// As it came, with line ends that a literal has, and the date left out.
    var description: String {
        let lines = headers.filter { $0.name.lowercased() != "date" }.map { "\($0.name): \($0.value)" }
        return ([statusLine] + lines + ["", body]).joined(separator: "\n")
    }
}

extension String {
    fileprivate func components(_ separator: Character) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}

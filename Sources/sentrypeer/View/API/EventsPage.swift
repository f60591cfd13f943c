/// A page of the API's `/events`: its objects as they came, to be printed or read.
struct EventsPage {
    private struct End: Decodable {
        let cursor: String?

        enum CodingKeys: String, CodingKey {
            case cursor = "next_cursor"
        }
    }

    /// The newest first.
    let objects: [[UInt8]]
    /// Where the next page begins; nil behind the last.
    let next: String?

    init(_ bytes: [UInt8], _ client: APIClient) throws(APIError) {
        next = try client.decode(End.self, from: bytes).cursor
        objects = Self.objects(in: bytes)
    }

    /// The objects of the array in an object of JSON that is known to be well formed.
    static func objects(in bytes: [UInt8]) -> [[UInt8]] {
        var objects: [[UInt8]] = []
        var depth = 0
        var start = 0
        var isInString = false
        var isEscaped = false
        for (index, byte) in bytes.enumerated() {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth == 3 { start = index }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 3 { objects.append(Array(bytes[start...index])) }
                depth -= 1
            default: break
            }
        }
        return objects
    }
}

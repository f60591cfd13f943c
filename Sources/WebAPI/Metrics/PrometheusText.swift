import NIOCore

/// The text format 0.0.4 of Prometheus.
enum PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// One sample on a line of its own.
    static func write(_ name: String, _ labels: String, _ value: String, into buffer: inout ByteBuffer) {
        buffer.writeString(labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n")
    }

    /// `name="value"` pairs in the order of their names.
    static func labels(_ dimensions: [(String, String)]) -> String {
        dimensions.sorted { $0.0 < $1.0 }.map { "\(name($0.0))=\"\(escaped($0.1))\"" }.joined(separator: ",")
    }

    /// What a name may not hold becomes an underscore.
    static func name(_ text: String) -> String {
        String(
            decoding: text.utf8.enumerated().map { index, byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                    byte
                case UInt8(ascii: "0")...UInt8(ascii: "9") where index > 0: byte
                default: UInt8(ascii: "_")
                }
            }, as: UTF8.self)
    }

    /// Whole numbers without a fraction, as people read them.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map { String($0) } ?? "\(value)"
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}

import Foundation
import Testing

/// One line of the JSON log.
struct LogLine {
    let text: String
    private let values: [String: Any]

    init(_ text: String) throws {
        self.text = text
        values = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    subscript(_ key: String) -> String? { values[key] as? String }

    func number(_ key: String) -> Int? { values[key] as? Int }

    func list(_ key: String) -> [String]? { values[key] as? [String] }

    /// The whole lines of a log.
    static func all(in path: String) throws -> [LogLine] {
        guard let data = FileManager.default.contents(atPath: path), let end = data.lastIndex(of: UInt8(ascii: "\n"))
        else { return [] }
        return try String(decoding: data[..<end], as: UTF8.self).split(separator: "\n").map { try LogLine(String($0)) }
    }
}

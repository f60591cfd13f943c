import Foundation
import Testing

@testable import sentrypeer

@Suite struct NumbersListCommandTests {
    private let database: NodeDatabase

    init() throws { database = try NodeDatabase() }

    private func spray() throws {
        try database.write(number: "100")
        for (place, prefix) in ["9810", "00", "+"].enumerated() {
            try database.write(number: prefix + "46500729221", from: "198.51.100.\(7 + place)", after: 60 + place)
        }
        try database.write(number: "0046500729221", after: 70)
    }

    @Test func byNumberAllFormsAreOne() throws {
        try spray()
        #expect(
            try database.output("numbers", "list") == """
                LAST SEEN (UTC)      NUMBER           CC  ATTEMPTS SOURCES FORMS
                2022-02-22 11:20:25  +46500729221     SE         4       3     3

                """)
    }

    @Test func byFormEachIsOne() throws {
        try spray()
        let text = try database.output("numbers", "list", "--by", "form")
        #expect(
            text == """
                LAST SEEN (UTC)      DIALLED              NUMBER           CC  ATTEMPTS SOURCES
                2022-02-22 11:20:25  0046500729221        +46500729221     SE         2       2
                2022-02-22 11:20:17  +46500729221         +46500729221     SE         1       1
                2022-02-22 11:20:15  981046500729221      +46500729221     SE         1       1
                2022-02-22 11:19:15  100                  -                -          1       1

                """)
    }

    @Test(arguments: [("form", 4), ("e164", 1)]) func asJSONBothCountTheSame(by: String, lines: Int) throws {
        try spray()
        let objects = try database.output("numbers", "list", "--by", by, "--json").split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(objects.count == lines)
        let ours = objects.filter { $0["called_number_e164"] as? String == "+46500729221" }
        #expect(ours.compactMap { $0["attempts"] as? Int }.reduce(0, +) == 4)
    }

    @Test func theLastSeenComeFirstUpToTheLimit() throws {
        for number in 0..<30 { try database.write(number: "0044207946\(1_000 + number)", after: number) }
        let lines = try database.output("numbers", "list", "--limit", "3").split(separator: "\n")
        #expect(lines.count == 4)
        #expect(
            lines.dropFirst().map { $0.split(separator: " ")[2] }
                == ["+442079461029", "+442079461028", "+442079461027"])
    }

    @Test func aLongNameStaysOnItsLine() throws {
        try database.write(number: String(repeating: "a%0a", count: 200))
        let lines = try database.output("numbers", "list", "--by", "form").split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.count < 400 })
    }
}

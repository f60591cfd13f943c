import Foundation
import Testing

extension EndToEndTests {
    /// The node is no weapon with calls either: their answers are long, and sent again until somebody ACKs.
    @Suite struct InviteFloodTests {
        private struct Report: Decodable {
            let sent: Int
            /// Bytes sent and received in each second.
            let seconds: [[Int]]
            let worst: Double
        }

        private static func flood(_ node: NodeProcess, rate: Int, seconds: Int) throws -> Report {
            let number = try node.sheet(of: "freepbx").carriedNumber()
            let script = Environment.project("Tests/EndToEndTests/Scenarios/invite_flood.py")
            let tool = try Command("python3", script, node.host, "\(node.port)", number, "\(rate)", "\(seconds)")
            try #require(tool.succeeded, "\(tool.transcript)")
            return try JSONDecoder().decode(Report.self, from: Data(tool.output.utf8))
        }

        @Test func `INVITEs that nobody acknowledges get three bytes for one at most`() throws {
            let node = try NodeProcess("-r", "--persona", "freepbx")
            // Under the limit: each is answered, and its answer sent again.
            let report = try Self.flood(node, rate: 10, seconds: 3)
            #expect(report.sent >= 25)
            #expect(report.worst > 1, "hardly anything was answered")
            #expect(report.worst <= 3)
        }

        @Test func `a flood of INVITEs from one network gets no more than it sends`() throws {
            let node = try NodeProcess("-r", "--persona", "freepbx")
            let report = try Self.flood(node, rate: 2_000, seconds: 5)
            #expect(report.worst <= 3)
            #expect(report.sent > 5_000, "this was no flood")
            // The default of 200 answers a second, and as many in advance, are gone within the first.
            for (index, second) in report.seconds.enumerated().dropFirst().prefix(4) {
                #expect(second[1] <= second[0], "second \(index): \(report.seconds)")
            }
            let sent = report.seconds.map { $0[0] }.reduce(0, +)
            let received = report.seconds.map { $0[1] }.reduce(0, +)
            #expect(received <= sent, "\(report.seconds)")
            try node.expectAnswer(from: UDPClient(to: node, from: "127.67.0.1"))
            try Wait.until("every INVITE is recorded") {
                try node.database.value("SELECT sum(attempts + retransmissions) FROM event") == "\(report.sent + 1)"
            }
        }
    }
}

import Events
import Testing

@testable import sentrypeer

@Suite struct TopScreenTests {
    private static let now = NodeDatabase.time

    private static func snapshot(agent: String = "friendly-scanner") -> TopSnapshot {
        func row(_ name: String, _ attempts: Int) -> TopRow { TopRow(name: name, attempts: attempts, lastSeen: now) }
        var target = row("+46500729221", 12)
        target.country = "SE"
        target.prefixes = [
            .init(prefix: "9810", attempts: 7), .init(prefix: "00", attempts: 4), .init(prefix: "", attempts: 1),
        ]
        var country = row("SE", 12)
        country.targets = 1
        let minute = Timestamp(nanoseconds: now.nanoseconds / 60_000_000_000 * 60_000_000_000)
        return TopSnapshot(
            time: now,
            stats: NodeStats(
                attempts: 1_234_567, addresses: 321, numbers: 99, targets: 87, sessions: 12, credentials: 3,
                transports: [.init(name: "UDP", attempts: 1_234_567)],
                minutes: [
                    .init(start: minute.adding(.seconds(-1_800)), attempts: 100), .init(start: minute, attempts: 15),
                ], node: nil, version: "1.2.3"),
            lists: [
                .addresses: (1...40).map { row("198.51.100.\($0)", 1_000 - $0) }, .targets: [target],
                .countries: [country], .userAgents: [row(agent, 20)],
            ])
    }

    private func screen(
        _ columns: Int, _ lines: Int, agent: String = "friendly-scanner", fault: String? = nil
    ) -> [String] {
        let frame = TopScreen.Frame(node: "./sentrypeer.db", window: 60, fault: fault)
        return TopScreen(Self.snapshot(agent: agent), frame, TerminalSize(columns: columns, lines: lines)).lines
    }

    @Test func eightyByTwentyFourHoldsAll() {
        let lines = screen(80, 24)
        #expect(
            lines.map(TerminalCells.trimmed).prefix(7).joined(separator: "\n") == """
                SentryPeer 1.2.3  ./sentrypeer.db                                   11:19:15 UTC
                In all 1,234,567 attempts, 321 addresses, 87 numbers, 12 sessions
                Now 15/min  hour 115  day 115                    █                             ▂

                SOURCES, LAST SEEN             ATTEMPTS  CALLED NUMBERS, BEHIND WHICH … ATTEMPTS
                198.51.100.1  11:19:15              999  +46500729221 SE  9810 (7) 00 …       12
                198.51.100.2  11:19:15              998
                """)
        #expect(
            lines.last.map(TerminalCells.trimmed)
                == "Seen in the last 60 minutes, with their attempts of all time.  q quits")
        #expect(lines.contains { $0.hasPrefix("CALLED COUNTRIES") && $0.contains("USER AGENTS") })
        #expect(lines.contains { $0.hasPrefix("SE  1 number ") && $0.contains("friendly-scanner") })
    }

    @Test(arguments: [(80, 24), (200, 60), (72, 24), (71, 24), (40, 30), (20, 8), (10, 3), (1, 1), (300, 5)])
    func noLineIsWiderOrMoreThanTheTerminal(columns: Int, count: Int) {
        for agent in ["x", "\u{1b}[2J\u{1b}]0;owned\u{7}", "日本語日本語日本語日本語", String(repeating: "e\u{301}", count: 5_000)]
        {
            let lines = screen(columns, count, agent: agent)
            #expect(lines.count <= count)
            for line in lines {
                #expect(TerminalCells.cut(line, 10_000).columns == columns)
                #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
            }
        }
    }

    @Test func aWideTerminalShowsMore() {
        let lines = screen(200, 60)
        #expect(lines.contains { $0.contains("+46500729221 SE  9810 (7) 00 (4) none (1)") })
        #expect(lines.contains { $0.hasPrefix("198.51.100.25 ") })
    }

    @Test func whatWentWrongIsSaidBesideTheLastAnswer() {
        let lines = screen(80, 24, fault: "http://192.0.2.1:8082 cannot be asked: no answer in time.")
        #expect(lines.last?.hasPrefix("http://192.0.2.1:8082 cannot be asked: no answer in time.  q quits") == true)
        #expect(lines.contains { $0.hasPrefix("198.51.100.1 ") })
    }
}

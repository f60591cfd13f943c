import Testing

@testable import sentrypeer

@Suite struct HelpScreenTests {
    let lines = HelpScreen.text.split(separator: "\n", omittingEmptySubsequences: false)

    @Test func fitsAScreen() {
        #expect(lines.count <= 52)
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: SettingKey.allCases) func showsTheSetting(_ key: SettingKey) {
        let long = key.longNames.map { "--\($0)" }.joined(separator: ", ")
        let short = key.definition.short.map { "  -\($0), " } ?? "      "
        let rows = lines.indices.filter { lines[$0].hasPrefix("\(short)\(long) ") }
        #expect(rows.count == 1)
        guard let row = rows.first else { return }
        #expect(lines[row].contains(key.definition.meaning))
        if let standard = key.definition.standard {
            #expect("\(lines[row])\(lines[row + 1])".contains("(\(standard))"))
        }
    }

    @Test(arguments: [
        "Usage: sentrypeer [options]",
        "       sentrypeer sessions | export credentials | persona show   (-h tells more)",
        "  -z, --tls-listen-address ADDR:PORT  TLS (0.0.0.0:5061)",
        "      --ignore CIDR...                answer and count, but don't record",
        "  -r, --responsive, --sip-responsive  answer SIP, don't just collect",
        "                                      (~/.config/sentrypeer/default-config.toml)",
        "  -N, --new-mode                      accepted from older scripts, does nothing",
        "  -h, --help; -V, --version           this text; the version",
    ])
    func looksLikeThis(_ line: Substring) {
        #expect(lines.contains(line))
    }
}

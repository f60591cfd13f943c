import Testing

@testable import sentrypeer

@Suite struct HelpScreenTests {
    let lines = HelpScreen.text.split(separator: "\n", omittingEmptySubsequences: false)

    @Test func fitsAScreen() {
        #expect(lines.count <= 51)
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: SettingKey.allCases) func showsWhatPeopleReachForFirst(_ key: SettingKey) {
        #expect(lines.contains(Substring(key.helpLines[0])) == key.definition.isCommon)
    }

    @Test(arguments: SettingKey.allCases) func namesEverySetting(_ key: SettingKey) {
        let name = key.longNames[0]
        let family = HelpScreen.families.first { name.hasPrefix($0 + "-") && !key.definition.isCommon }
        let shown = family.map { "--\($0)-..." } ?? "--\(name)"
        #expect(HelpScreen.text.split(whereSeparator: { " ,\n".contains($0) }).contains(Substring(shown)))
    }

    @Test func showsEveryCommand() {
        #expect(
            Commands.summaries.map(\.name)
                == [
                    "top", "tail", "stats", "lookup", "numbers list|explain", "sessions", "peers",
                    "export credentials", "persona show", "key show|rotate", "webhook test|failed|retry", "bootstrap",
                ])
        for command in Commands.summaries {
            #expect(lines.contains { $0.hasPrefix("  \(command.name) ") && $0.hasSuffix(" \(command.abstract)") })
        }
    }

    @Test(arguments: [
        "Usage: sentrypeer [SETTINGS]           be a node",
        "  export credentials        Print the digest credentials that were tried.",
        "  help settings             All settings, under each of their names.",
        "  -z, --tls-listen-address ADDR:PORT  TLS (0.0.0.0:5061)",
        "      --ignore CIDR...                answer and count, but don't record",
        "  -r, --responsive, --sip-responsive  answer SIP, don't just collect",
        "                                      (~/.config/sentrypeer/default-config.toml)",
        "  -h, --help; -V, --version           what to know first; the version",
    ])
    func looksLikeThis(_ line: Substring) {
        #expect(lines.contains(line))
    }
}

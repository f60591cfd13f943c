import Testing

@testable import sentrypeer

@Suite struct SettingsScreenTests {
    let lines = SettingsScreen.text.split(separator: "\n", omittingEmptySubsequences: false)

    @Test func fitsATerminalsWidth() {
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: SettingKey.allCases) func showsTheSettingUnderEachOfItsNames(_ key: SettingKey) {
        let long = key.longNames.map { "--\($0)" }.joined(separator: ", ")
        let short = key.definition.short.map { "  -\($0), " } ?? "      "
        let rows = lines.indices.filter { lines[$0].hasPrefix("\(short)\(long) ") }
        #expect(rows.count == 1)
        guard let row = rows.first else { return }
        let entry = lines[row...].prefix(key.helpLines.count + 1)
        #expect(entry.joined().contains(key.definition.meaning))
        if let standard = key.definition.standard { #expect(entry.joined().contains("(\(standard))")) }
        let names = [key.environmentName, key.fileKey].compactMap(\.self).joined(separator: ", ")
        #expect(entry.last == Substring("        \(names)"))
    }

    @Test(arguments: [
        "Listening for SIP:",
        "        SENTRYPEER_SIP_RESPONSIVE, sip_responsive",
        "        SENTRYPEER_CONFIG_FILE",
        "  -N, --new-mode                      accepted from older scripts, does nothing",
    ])
    func looksLikeThis(_ line: Substring) {
        #expect(lines.contains(line))
    }
}

import Foundation
import Testing

@testable import WebAPI

@Suite struct MetricHelpTests {
    /// What stands between `Counter(label: "`, or what makes counters, and its quote in the sources of the product, as it is shown.
    private static let names: Set<String> = {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources")
        let files = FileManager.default.enumerator(
            at: sources.resolvingSymlinksInPath(), includingPropertiesForKeys: nil)
        var names: Set<String> = []
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
            for match in text.matches(of: /(Counter|Gauge|Timer|Total|gauges|totals)\(\s*label: "([a-z_]+)"/) {
                let suffix =
                    ["Counter", "Total", "totals"].contains(match.1) ? "_total" : match.1 == "Timer" ? "_seconds" : ""
                names.insert(match.2 + suffix)
            }
        }
        return names
    }()

    @Test func everyMetricOfTheProductIsExplainedAndNoOther() {
        #expect(Self.names.count > 10)
        #expect(Set(MetricHelp.texts.keys) == Self.names)
    }
}

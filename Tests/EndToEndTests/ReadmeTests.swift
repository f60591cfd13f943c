import Foundation
import Testing

extension EndToEndTests {
    /// What the README says that curl prints, is what it prints.
    @Suite struct ReadmeTests {
        private struct Example {
            let command: String
            let output: String
        }

        /// As in the README's look-ups: nine attempts at one number, two at another, one at nobody's.
        private static let spray = [
            "0046500729221", "01146500729221", "901146500729221", "90046500729221", "+46500729221", "81046500729221",
            "981046500729221", "981046500729221", "981046500729221", "8784946812410967", "0046812410967", "112",
        ]

        /// Those of `curl`, from the README's consoles.
        private static func examples() throws -> [Example] {
            let text = try String(contentsOfFile: Environment.project("README.md"), encoding: .utf8)
            return text.components(separatedBy: "```console\n").dropFirst().flatMap { part -> [Example] in
                let console = part.components(separatedBy: "\n```")[0]
                return ("\n" + console).components(separatedBy: "\n$ ").dropFirst().compactMap { example -> Example? in
                    let lines = example.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
                    guard lines[0].hasPrefix("curl ") else { return nil }
                    return Example(command: String(lines[0]), output: lines.count > 1 ? String(lines[1]) : "")
                }
            }
        }

        /// Without what is another each time.
        private static func steady(_ text: String) -> String {
            text.replacing(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{9}/, with: "TIME")
                .replacing(/"next_cursor": "[0-9a-z.-]+"/, with: "CURSOR").replacing("\r\n", with: "\n")
                .trimmingCharacters(in: .newlines)
        }

        @Test func `curl prints what the README says`() throws {
            let node = try NodeProcess("-a", "--api-listen", "127.0.0.1:0")
            let api = try node.apiURL()
            for (place, form) in Self.spray.enumerated() {
                var invite = Request(.invite)
                invite.uri = "sip:\(form)@127.0.0.1"
                try UDPClient(to: node, from: "127.0.0.\(2 + place % 3)").send(invite.bytes)
                try node.waitForEvents(place + 1)
            }
            let examples = try Self.examples()
            #expect(examples.count == 5)
            for example in examples {
                let line = example.command.replacing("http://127.0.0.1:8082/", with: api)
                let ran = try Command(["sh", "-c", line])
                #expect(Self.steady(ran.output) == Self.steady(example.output), "\(example.command)")
            }
        }
    }
}

import Foundation
import Testing

extension EndToEndTests {
    /// Whether a number that attackers dialled is found, however somebody asks for it.
    @Suite struct NumberTests {
        /// As attackers dial one target; the last is another's, behind noise that is nobody's prefix.
        private static let spray = [
            "0046500729221", "01146500729221", "901146500729221", "90046500729221", "+46500729221", "81046500729221",
            "981046500729221", "981046500729221", "%2B46%20500-729221", "8784946812410967", "0046812410967", "112",
        ]

        private func run(_ arguments: [String], on database: String) throws -> Command {
            try Command([Environment.binary] + arguments + ["-f", database])
        }

        private func lookup(_ arguments: String..., on node: NodeProcess) throws -> Command {
            try run(["lookup"] + arguments, on: node.databaseFile)
        }

        private func object(_ line: some StringProtocol) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }

        /// A node that was sprayed from three addresses.
        private func sprayed() throws -> NodeProcess {
            let node = try NodeProcess("-j")
            for (place, form) in Self.spray.enumerated() {
                var invite = Request(.invite)
                invite.uri = "sip:\(form)@127.0.0.1"
                try UDPClient(to: node, from: "127.0.0.\(2 + place % 3)").send(invite.bytes)
            }
            try node.waitForEvents(Self.spray.count)
            return node
        }

        @Test func `a number is found in forms that nobody dialled`() throws {
            let node = try sprayed()
            for form in ["+46500729221", "tel:+46-500-729221", "0001146500729221", "00046500729221"] {
                let found = try lookup(form, on: node)
                #expect(found.succeeded, "\(form): \(found.transcript)")
                #expect(found.output.hasPrefix("+46500729221  "), "\(form): \(found.output)")
                #expect(found.output.contains(" UTC  9 attempts\n"))
                #expect(found.output.contains("\n  country     SE\n"))
                #expect(found.output.contains("981046500729221 (2)"))
                #expect(found.output.contains("\n  from        3 addresses, 127.0.0."))
            }
            for (form, plan) in [("0500729221", "SE"), ("901146500729221", "US:011:9"), ("0500-72 92 21", "SE")] {
                #expect(try lookup(form, "--dial-plan", plan, on: node).succeeded, "\(form) in \(plan)")
            }
            // Without the plan nobody knows which country's national number it is.
            #expect(try lookup("0500729221", on: node).end == .exited(1))
            let ending = try lookup("*729221", on: node)
            #expect(ending.succeeded && ending.output.split(separator: "\n").count == 9, "\(ending.transcript)")
        }

        @Test func `the dial plan is a setting like any other`() throws {
            let node = try sprayed()
            try "dial_plan = \"SE\"\n".write(
                toFile: node.directory.file("node.toml"), atomically: true, encoding: .utf8)
            #expect(try lookup("0500729221", "-g", node.directory.file("node.toml"), on: node).succeeded)
            let wrong = try lookup("0500729221", "--dial-plan", "XX", on: node)
            #expect(wrong.end == .exited(2))
            #expect(wrong.errors.hasPrefix("sentrypeer: --dial-plan: \"XX\" is no country: "))
        }

        @Test(arguments: ["112", "911", "999"])
        func `emergency numbers are never found, though attackers dial them`(number: String) throws {
            let node = try sprayed()
            for plan in [[], ["--dial-plan", "GB"], ["--dial-plan", "SE:00:0"]] {
                let answer = try run(["lookup", number] + plan, on: node.databaseFile)
                #expect(answer.end == .exited(1))
                #expect(answer.output == "\(number): an emergency or service number, which is never reported.\n")
            }
        }

        @Test func `the exit status tells found from not found from wrong`() throws {
            let node = try sprayed()
            #expect(try lookup("127.0.0.2", on: node).end == .exited(0))
            #expect(try lookup("127.0.0.9", on: node).end == .exited(1))
            #expect(try lookup("0046500729229", on: node).end == .exited(1))
            #expect(try lookup("*1", on: node).end == .exited(2))
            #expect(try Command(Environment.binary, "lookup", "0046500729221").end == .exited(2))
        }

        @Test func `look-up and lists are JSON too, and agree`() throws {
            let node = try sprayed()
            let answer = try object(try lookup("0001146500729221", "--json", on: node).output)
            #expect(answer["found"] as? Bool == true && answer["match"] as? String == "e164")
            #expect(answer["called_number_e164"] as? String == "+46500729221")
            #expect(answer["attempts"] as? Int == 9 && answer["sources"] as? Int == 3)
            for by in ["form", "e164"] {
                let list = try run(["numbers", "list", "--by", by, "--json"], on: node.databaseFile)
                #expect(list.succeeded, "\(list.transcript)")
                let rows = try list.output.split(separator: "\n").map(object)
                let ours = rows.filter { $0["called_number_e164"] as? String == "+46500729221" }
                #expect(ours.compactMap { $0["attempts"] as? Int }.reduce(0, +) == 9, "by \(by)")
                #expect(ours.count == (by == "form" ? 8 : 1))
            }
            // The number that hid behind noise is one with the other form of it.
            let other = try object(try lookup("+46812410967", "--json", on: node).output)
            #expect(other["attempts"] as? Int == 2)
        }

        @Test func `the JSON log says which number was meant`() throws {
            let node = try sprayed()
            #expect(node.stop() == .exited(0))
            let lines = try String(contentsOfFile: node.directory.file("sentrypeer_json.log"), encoding: .utf8)
                .split(separator: "\n").map(object)
            let numbers = lines.compactMap { $0["called_number_e164"] as? String }
            #expect(numbers.filter { $0 == "+46500729221" }.count == 9)
            #expect(lines.filter { $0["called_number_country"] as? String == "SE" }.count == 11)
            #expect(
                lines.filter { $0["called_number"] as? String == "112" }.allSatisfy { $0["called_number_e164"] == nil })
        }

        @Test func `how digits are read is explained without a database`() throws {
            let directory = try TemporaryDirectory()
            let text = try Command(Environment.binary, "numbers", "explain", "981046500729221", in: directory)
            #expect(text.succeeded)
            #expect(text.output.hasPrefix("981046500729221 is +46500729221 (SE) behind 9810, "))
            let json = try Command(Environment.binary, "numbers", "explain", "981046500729221", "--json", in: directory)
            let readings = try #require(try object(json.output)["readings"] as? [[String: Any]])
            #expect(readings.first?["e164"] as? String == "+46500729221")
            #expect(try Command(Environment.binary, "numbers", "explain", "admin", in: directory).end == .exited(2))
            #expect(!FileManager.default.fileExists(atPath: directory.file("sentrypeer.db")))
        }

        @Test func `a database of version 2 is brought up to date, and its numbers are found`() throws {
            let directory = try TemporaryDirectory()
            let database = Database(path: directory.file("sentrypeer.db"))
            try database.execute(".read '\(Environment.project("Tests/EndToEndTests/Databases/version2.sql"))'")
            let early = try run(["lookup", "+46500729221"], on: database.path)
            #expect(early.end == .exited(2), "no node has started on it yet: \(early.transcript)")

            let node = try NodeProcess(in: directory)
            let found = try object(try lookup("+46500729221", "--json", on: node).output)
            #expect(found["found"] as? Bool == true && found["attempts"] as? Int == 3)
            #expect((found["forms"] as? [Any])?.count == 2)
            #expect(try lookup("112", on: node).end == .exited(1))
            #expect(node.stop() == .exited(0))
            #expect(try database.value("SELECT count(*) FROM honey") == "5")
            #expect(try database.isIntact())
        }
    }
}

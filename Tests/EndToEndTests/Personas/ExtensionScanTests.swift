import Glibc
import Testing

extension EndToEndTests {
    /// SIPVicious finds what a real PBX of that kind would give away, and all it tries is kept.
    @Suite struct ExtensionScanTests {
        private static func svwar(_ method: String, _ node: NodeProcess, _ sheet: PersonaSheet) throws -> Command {
            let tool = try Command(
                "svwar", "-m", method, "-e", try sheet.scanRanges(), "-p", "\(node.port)", "-P",
                "\(try FreePort.udp())", node.host, within: .seconds(60))
            try #require(tool.end != nil, "\(tool.transcript)")
            return tool
        }

        /// The rows of its table: extension, and what kind of one it is.
        private static func rows(_ tool: Command) -> [String: String] {
            Dictionary(
                tool.output.matches(of: /\| (\S+) +\| (\S+) +\|/).map { (String($0.output.1), String($0.output.2)) }
                    .filter { $0.0 != "Extension" }
            ) { $1 }
        }

        @Test(arguments: ["REGISTER", "INVITE"])
        func `svwar lists exactly the extensions of a FreePBX`(method: String) throws {
            let node = try NodeProcess("-r", "--persona", "freepbx")
            let capture = Capture.isPermitted ? try Capture(of: node) : nil
            let sheet = try node.sheet(of: "freepbx")
            #expect((8...40).contains(sheet.names.count))
            let tool = try Self.svwar(method, node, sheet)
            let found = Self.rows(tool)
            #expect(found.keys.sorted() == sheet.names.sorted(), "\(tool.transcript)")
            #expect(Set(found.values).isSubset(of: ["reqauth", "noauth"]), "\(tool.transcript)")
            if let capture { #expect(try capture.complaints() == []) }
        }

        @Test(arguments: ["REGISTER", "INVITE"])
        func `svwar lists nothing of an Asterisk that asks everybody`(method: String) throws {
            let node = try NodeProcess("-r", "--persona", "asterisk")
            let capture = Capture.isPermitted ? try Capture(of: node) : nil
            let tool = try Self.svwar(method, node, try node.sheet(of: "asterisk"))
            #expect(Self.rows(tool).isEmpty)
            #expect(tool.errors.contains("authentication request for an unknown extension"), "\(tool.transcript)")
            if let capture { #expect(try capture.complaints() == []) }
        }

        @Test func `svcrack finds exactly the planted passwords, and every guess is kept`() throws {
            let node = try NodeProcess("-r", "--persona", "freepbx")
            let capture = Capture.isPermitted ? try Capture(of: node) : nil
            let sheet = try node.sheet(of: "freepbx")
            #expect(!sheet.weak.isEmpty && sheet.weak.count < sheet.names.count)
            let strong = sheet.extensions.filter { $0.password == nil }.prefix(2).map(\.extension)
            let words = try node.directory.put(sheet.words.joined(separator: "\n") + "\n", in: "words")

            let found = try Self.crack(strong + sheet.weak.keys.sorted(), words: words, node)
            #expect(found == sheet.weak)

            // With a strong password the whole list is tried.
            for account in strong {
                #expect(try node.database.count("credential", where: "username = '\(account)'") == sheet.words.count)
            }
            let kept = try node.database.count("credential")
            let sent = "instr(message, CAST('Authorization: Digest' AS BLOB))"
            #expect(try node.database.count("event", where: sent) == kept)
            let right = try node.database.rows(
                "SELECT DISTINCT username FROM credential WHERE password_right ORDER BY 1")
            #expect(right.map { $0[0] } == sheet.weak.keys.sorted())
            try Self.expectExports(kept, of: sheet, words: words, node)
            try Self.expectSession(node)
            if let capture { #expect(try capture.complaints() == []) }
        }

        /// Runs svcrack against each account, four at a time: it takes ten seconds to give one up.
        private static func crack(_ accounts: [String], words: String, _ node: NodeProcess) throws -> [String: String] {
            var found: [String: String] = [:]
            var waiting = accounts
            var running: [ChildProcess] = []
            try Wait.until("all accounts are tried", within: .seconds(120)) {
                for tool in running where tool.hasEnded {
                    for match in tool.output.matches(of: /\| (\S+) +\| (\S+) +\|/) where match.output.1 != "Extension" {
                        found[String(match.output.1)] = String(match.output.2)
                    }
                }
                running.removeAll(where: \.hasEnded)
                while running.count < 4, let account = waiting.first {
                    waiting.removeFirst()
                    running.append(
                        try ChildProcess(
                            ["svcrack", "-u", account, "-d", words, "-p", "\(node.port)"]
                                + ["-P", "\(try FreePort.udp())", node.host],
                            environment: Environment.of(node.directory), directory: node.directory,
                            name: "svcrack-\(account)"))
                }
                return running.isEmpty
            }
            return found
        }

        /// What is exported is whole, and right: another program finds the passwords in it.
        private static func expectExports(
            _ count: Int, of sheet: PersonaSheet, words: String, _ node: NodeProcess
        ) throws {
            let lines = try node.sentrypeer("export", "credentials", "--format", "hashcat", "-f", node.databaseFile)
            let file = try node.directory.put(lines, in: "hashes")
            let script = Environment.project("Tests/EndToEndTests/Scenarios/hashcat.py")
            let tool = try Command("python3", script, words, input: file)
            try #require(tool.succeeded, "\(tool.transcript)")
            let cracked = tool.output.split(separator: "\n").map { $0.split(separator: ":", maxSplits: 1) }
            #expect(cracked.count == count)
            let passwords = Dictionary(
                cracked.filter { $0.count == 2 && sheet.weak[String($0[0])] == String($0[1]) }
                    .map { (String($0[0]), String($0[1])) }
            ) { $1 }
            #expect(passwords == sheet.weak)
            // What was guessed is one of the words, so that each line gives its word away.
            #expect(cracked.allSatisfy { $0.count == 2 })

            let table = try node.sentrypeer("export", "credentials", "--format", "csv", "-f", node.databaseFile)
            #expect(table.split(whereSeparator: \.isNewline).count == count + 1)
            let json = try node.directory.put(
                try node.sentrypeer("export", "credentials", "--format", "json", "-f", node.databaseFile), in: "json")
            let jq = try Command("jq", "--slurp", "flatten | length", json)
            #expect(jq.output == "\(count)\n", "\(jq.transcript)")
        }

        /// The tool is known for what it is.
        private static func expectSession(_ node: NodeProcess) throws {
            let sessions = try node.directory.put(
                try node.sentrypeer("sessions", "--json", "-f", node.databaseFile), in: "sessions")
            let jq = try Command(
                "jq", "--exit-status", "--slurp",
                "flatten | any(.tool == \"SIPVicious\" and .source_ip == \"127.0.0.1\")",
                sessions)
            #expect(jq.succeeded, "\(jq.transcript)")
        }
    }
}

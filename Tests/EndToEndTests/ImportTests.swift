import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// Starting on a database that the original wrote.
    @Suite struct ImportTests {
        private static let timestamp = "'2022-02-22 11:19:15.848934346'"
        private static let uuid = "'7bf06a57-8c2e-4d3c-a1f7-3ef5a1a0e5a4'"
        private static let node = "'2f5a3c8e-1b2d-4e6f-9a0b-1c2d3e4f5a6b'"

        @Test func `plain and odd rows are carried over as they were`() throws {
            let directory = try TemporaryDirectory()
            let original = try OriginalDatabase(path: directory.file("sentrypeer.db"))
            let message = "'OPTIONS sip:100@1 SIP/2.0' || char(13, 10, 13, 10)"
            func insert(
                _ time: String = Self.timestamp, uuid: String = Self.uuid, collected: String = "'responsive'",
                source: String = "'45.134.144.128'", number: String = "'100'", transport: String = "'UDP'",
                method: String = "'OPTIONS'", agent: String = "'friendly-scanner'", message: String = message,
                node: String = Self.node
            ) throws {
                try original.insert(time, uuid, collected, source, number, transport, method, agent, message, node)
            }
            try insert()
            try insert(collected: "'passive'", number: "'NOT_FOUND'", transport: "'TCP'", agent: "'NOT_FOUND'")
            try insert(method: "'NOT_FOUND'", message: "'NOT_FOUND'")
            for time in [
                "'yesterday'", "''", "NULL", "'2022-02-30 11:19:15.848934346'", "'2022-02-22 11:19:15.8'",
                "'1969-12-31 23:59:59.000000000'",
            ] {
                try insert(time)
            }
            for uuid in ["'7BF06A57-8C2E-4D3C-A1F7-3EF5A1A0E5A4'", "'no uuid'", "''", "NULL"] {
                try insert(uuid: uuid)
                try insert(node: uuid)
            }
            try insert(collected: "'RESPONSIVE'", source: "'::1'", transport: "'SCTP'")
            try insert(collected: "'0'", source: "'not an address'", transport: "'0'")
            try insert(
                collected: "''", source: "''", number: "''", transport: "''", method: "''", agent: "''", message: "''")
            try insert(source: "'45.134.144.128:5060'", number: "'+442071234567'", agent: "'O''Reilly \"PBX\"'")
            try insert(number: "'00%34%36'", agent: "'  spaces  '", message: "'a' || char(0) || 'b'")
            try insert(agent: "'caf\u{E9} \u{1F4DE}'", message: "CAST(X'FF00FE80C3' AS TEXT)")
            try insert(number: "CAST(X'31FF32' AS TEXT)", agent: "CAST(X'E9E8' AS TEXT)")
            try insert(message: "NULL")
            try insert(
                collected: "NULL", source: "NULL", number: "NULL", transport: "NULL", method: "NULL", agent: "NULL",
                message: "NULL")
            try original.database.execute(
                """
                UPDATE honey SET created_at = 'once' WHERE honey_id = 2;
                UPDATE honey SET honey_id = 1000000 WHERE honey_id = 3;
                UPDATE honey SET honey_id = -7 WHERE honey_id = 4;
                DELETE FROM honey WHERE honey_id = 5;
                """)
            let query =
                "SELECT * FROM honey ORDER BY honey_id; SELECT hex(sip_message), hex(user_agent), hex(called_number) FROM honey ORDER BY honey_id"
            let before = try original.database.dump(query)

            let node = try NodeProcess("-r", in: directory)
            let after = try original.database.dump(query)
            #expect(Self.differences(before, after) == [])
            try node.expectAnswer()
            let rows = try original.database.count("event") - 1
            #expect(node.stop() == .exited(0))

            // Once is enough: another start finds nothing to carry over.
            let again = try NodeProcess(in: directory)
            #expect(!again.errors.contains("Carrying over"))
            #expect(try original.database.count("honey") >= rows)
            #expect(again.stop() == .exited(0))
            #expect(try original.database.isIntact())
        }

        @Test func `addresses and numbers have their totals`() throws {
            let directory = try TemporaryDirectory()
            let original = try OriginalDatabase(path: directory.file("sentrypeer.db"))
            try original.fill(2_000)
            let byAddress = "SELECT source_ip, count(*) FROM honey GROUP BY 1 ORDER BY 1"
            let byNumber = "SELECT called_number, count(*), max(event_timestamp) FROM honey GROUP BY 1 ORDER BY 1"
            let addresses = try original.database.rows(byAddress)
            let numbers = try original.database.rows(byNumber)
            let node = try NodeProcess(in: directory)
            #expect(try node.database.rows("SELECT value, attempts FROM address ORDER BY 1") == addresses)
            let seen =
                "strftime('%Y-%m-%d %H:%M:%S', last_seen / 1000000000, 'unixepoch') || printf('.%09d', last_seen % 1000000000)"
            #expect(try node.database.rows("SELECT value, attempts, \(seen) FROM number ORDER BY 1") == numbers)
        }

        @Test func `an import takes little memory, however large the database is`() throws {
            let directory = try TemporaryDirectory()
            let original = try OriginalDatabase(path: directory.file("sentrypeer.db"))
            try original.fill(2_000)
            try original.database.execute("UPDATE honey SET sip_message = sip_message || hex(zeroblob(37500))")
            let node = try NodeProcess(in: directory)
            #expect(try node.database.count("event") == 2_000)
            #expect(try node.peakMemory() < 100 << 10, "as large as the table that was dropped")
        }

        @Test func `an import that is killed goes on where it stopped, and loses nothing`() throws {
            let count = 150_000
            let directory = try TemporaryDirectory()
            let original = try OriginalDatabase(path: directory.file("sentrypeer.db"))
            try original.fill(count)
            try FileManager.default.copyItem(atPath: original.database.path, toPath: directory.file("before.db"))

            for round in 1...3 {
                let node = try ChildProcess(
                    [Environment.binary, "--sip-listen", "127.0.0.1:0", "-z", "127.0.0.1:0"],
                    environment: Environment.of(directory), directory: directory, name: "import-\(round)")
                // From the first round on some rows are over, and the next has to begin behind them.
                try Wait.until("some rows are carried over") { node.errors.contains("Carrying over") || node.hasEnded }
                try #require(!node.errors.contains("Listening"), "the import was over before it could be interrupted")
                node.send(SIGKILL)
                #expect(node.waitForEnd(within: .seconds(5)) == .killed(by: SIGKILL))
                #expect(try original.database.isIntact())
                #expect(try original.database.count("sqlite_schema", where: "type = 'table' AND name = 'honey'") == 1)
                #expect(try original.database.count("honey") == count, "the old data is no longer whole")
            }
            let node = try NodeProcess("-r", in: directory)
            #expect(node.errors.contains("\(count) of \(count) rows"))
            let differences = """
                ATTACH '\(directory.file("before.db"))' AS before;
                SELECT count(*) FROM (SELECT * FROM before.honey EXCEPT SELECT * FROM main.honey);
                SELECT count(*) FROM main.honey;
                """
            #expect(try node.database.rows(differences) == [["0"], ["\(count)"]])
            #expect(try node.database.value("SELECT sum(attempts) FROM address") == "\(count)")
            try node.expectAnswer()
        }

        /// The lines in which two dumps differ.
        private static func differences(_ before: String, _ after: String) -> [String] {
            let old = before.components(separatedBy: "\n")
            let new = after.components(separatedBy: "\n")
            let pairs = zip(old, new).filter { $0 != $1 }.map { "was \($0), is \($1)" }
            return pairs + (old.count == new.count ? [] : ["\(old.count) lines became \(new.count)"])
        }
    }
}

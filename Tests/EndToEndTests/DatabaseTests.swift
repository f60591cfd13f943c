import Glibc
import Testing

extension EndToEndTests {
    /// What is in the database after any end, and when it is of no use.
    @Suite struct DatabaseTests {
        @Test func `honey is what any SQLite shell expects`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            var invite = Request(.invite)
            invite.uri = "sip:00442071234567@127.0.0.1"
            client.send(invite.bytes)
            client.send("junk")
            try node.waitForEvents(2)
            let events = try node.log(lines: 2)
            let rows = try node.database.rows(
                """
                SELECT event_timestamp, event_uuid, collected_method, source_ip, called_number, transport_type, method,
                    user_agent, sip_message, created_by_node_id FROM honey ORDER BY honey_id
                """)
            let keys = [
                "event_timestamp", "event_uuid", "collected_method", "source_ip", "called_number", "transport_type",
                "sip_method", "sip_user_agent", "sip_message", "created_by_node_id",
            ]
            #expect(rows == events.map { event in keys.map { event[$0] } })
            let created = try node.database.value("SELECT created_at FROM honey LIMIT 1")
            #expect(created?.wholeMatch(of: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}/) != nil)
        }

        @Test func `kill -9 while requests come leaves all that was committed`() throws {
            let directory = try TemporaryDirectory()
            var earlier = 0
            for round in 1...3 {
                let node = try NodeProcess("-r", in: directory)
                let sender = try Sender(to: node)
                try node.waitForEvents(earlier + 200)
                let seen = Set(try node.database.rows("SELECT event_uuid FROM honey").map { $0[0] })
                node.kill()
                _ = try sender.stop()
                #expect(try node.database.isIntact())
                let kept = Set(try node.database.rows("SELECT event_uuid FROM honey").map { $0[0] })
                #expect(seen.subtracting(kept) == [], "round \(round)")
                #expect(
                    try node.database.value("SELECT sum(attempts) FROM address") == "\(kept.count)",
                    "totals and events are of one transaction")
                earlier = kept.count
            }
            let node = try NodeProcess("-r", in: directory)
            try node.expectAnswer()
            try node.waitForEvents(earlier + 1)
        }

        @Test func `SIGTERM stores every request that was answered`() throws {
            let node = try NodeProcess("-r", "-j")
            let senders = try ["127.0.0.1", "127.0.1.1"].map { try Sender(to: node, from: $0) }
            try Wait.until("some are answered") { senders.allSatisfy { $0.answered.count > 50 } }
            #expect(node.stop() == .exited(0))
            let answered = try senders.flatMap { try $0.stop() }
            let messages = try node.database.rows("SELECT sip_message FROM honey").compactMap { $0[0] }
            let stored = Set(messages.compactMap { $0.firstMatch(of: /Call-ID: (\S+)/).map { String($0.output.1) } })
            #expect(Set(answered).subtracting(stored) == [])
            #expect(try node.log().count == messages.count)
            // A clean end leaves one file, with nothing to recover.
            #expect(access(node.databaseFile + "-wal", F_OK) != 0)
            #expect(try node.database.isIntact())
        }

        @Test func `a node keeps its id and its events`() throws {
            let directory = try TemporaryDirectory()
            let first = try NodeProcess("-r", in: directory)
            try first.expectAnswer()
            let id = first.nodeID
            #expect(first.stop() == .exited(0))
            let second = try NodeProcess("-r", in: directory)
            #expect(second.nodeID == id)
            try second.expectAnswer()
            try second.waitForEvents(2)
            #expect(try second.database.value("SELECT count(DISTINCT created_by_node_id) FROM honey") == "1")
        }

        @Test func `a second node on the same database is refused`() throws {
            let directory = try TemporaryDirectory()
            let node = try NodeProcess("-r", in: directory)
            #expect(
                try refusal(directory)
                    == "sentrypeer: The database ./sentrypeer.db is in use by another node; stop that one, or choose another file with -f.\n"
            )
            try node.expectAnswer()
            try node.waitForEvents(1)
            // Not even a kill leaves the lock behind.
            node.kill()
            #expect(try NodeProcess(in: directory).stop() == .exited(0))
        }

        /// Starts a node that cannot start, and gives what it said.
        private func refusal(_ directory: TemporaryDirectory, _ arguments: String..., wrapper: [String] = []) throws
            -> String
        {
            let node = try Command(
                wrapper + [Environment.binary, "--sip-listen", "127.0.0.1:0", "-z", "127.0.0.1:0"] + arguments,
                in: directory, within: .seconds(10))
            #expect(node.end == .exited(1), "\(node.transcript)")
            #expect(node.errors.split(separator: "\n").count == 1, "more than one sentence: \(node.errors)")
            return node.errors
        }

        @Test func `a missing directory`() throws {
            let directory = try TemporaryDirectory()
            #expect(
                try refusal(directory, "-f", "no/such/db")
                    == "sentrypeer: The directory of the database no/such/db does not exist; create it, or choose another file with -f.\n"
            )
        }

        @Test func `a file that is no database`() throws {
            let directory = try TemporaryDirectory()
            try directory.put(String(repeating: "This is a letter, not a database.\n", count: 400), in: "letter")
            #expect(
                try refusal(directory, "-f", "letter")
                    == "sentrypeer: letter is not an SQLite database; move it away, or choose another file with -f.\n")
        }

        @Test func `another program's database`() throws {
            let directory = try TemporaryDirectory()
            try Database(path: directory.file("other.db")).execute(
                "CREATE TABLE mail (id INTEGER); INSERT INTO mail VALUES (1)")
            #expect(try refusal(directory, "-f", "other.db").contains("belongs to another program"))
            #expect(try Database(path: directory.file("other.db")).count("mail") == 1)
        }

        @Test func `a damaged database`() throws {
            let directory = try TemporaryDirectory()
            let node = try NodeProcess("-r", in: directory)
            for _ in 0..<50 { try node.expectAnswer() }
            try node.waitForEvents(50)
            #expect(node.stop() == .exited(0))
            // The schema's own page: nothing can be read without it.
            let damage = try Command(
                "dd", "if=/dev/urandom", "of=\(node.databaseFile)", "bs=1", "seek=100", "count=8000", "conv=notrunc")
            try #require(damage.succeeded)
            #expect(
                try refusal(directory)
                    == "sentrypeer: The database ./sentrypeer.db is damaged; restore it or move it away, then start again.\n"
            )
        }

        @Test(.enabled(if: Condition.hasNamespaces), arguments: ["sentrypeer.db", "."])
        func `a read-only file or directory`(path: String) throws {
            let directory = try TemporaryDirectory()
            #expect(try NodeProcess(in: directory).stop() == .exited(0))
            let script = """
                mount --bind \(path) \(path)
                mount -o remount,ro,bind \(path)
                cd '\(directory.path)'
                exec "$@"
                """
            #expect(
                try refusal(directory, wrapper: ["unshare", "-Urm", "sh", "-e", "-c", script, "sh"])
                    == "sentrypeer: The database ./sentrypeer.db cannot be written; make the file and its directory writable, or choose another file with -f.\n"
            )
        }
    }
}

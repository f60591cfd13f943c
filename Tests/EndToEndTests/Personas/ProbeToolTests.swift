import Testing

extension EndToEndTests {
    /// nmap's scripts and sipsak, and what they make of a persona.
    @Suite struct ProbeToolTests {
        /// Its UDP scan needs raw sockets, which it has in a network of its own.
        private static func nmap(_ node: NodeProcess, _ sheet: PersonaSheet) throws -> Command {
            let directory = node.directory
            let strangers = ["31337", "nobody-here"]
            let users = try directory.put((sheet.names + strangers).joined(separator: "\n") + "\n", in: "users")
            let words = try directory.put(sheet.words.joined(separator: "\n") + "\n", in: "words")
            // A few accounts only: the script connects anew for each guess.
            let tried = Array(sheet.weak.keys.sorted().prefix(2)) + strangers.prefix(1)
            let accounts = try directory.put(tried.joined(separator: "\n") + "\n", in: "accounts")
            let arguments = [
                "sip-enum-users.minext=31338", "sip-enum-users.maxext=31338", "sip-enum-users.users=true",
                "sip-enum-users.userslist=\(users)", "userdb=\(accounts)", "passdb=\(words)",
            ]
            return try Command(
                NetworkNamespace.beside(node)
                    + ["nmap", "-n", "-Pn", "-sU", "-p", "U:\(node.port)", "--script"]
                    + ["+sip-methods,+sip-enum-users,+sip-brute", "--script-args", arguments.joined(separator: ",")]
                    + [node.host],
                within: .seconds(60))
        }

        @Test(.enabled(if: NetworkNamespace.isPermitted)) func `nmap finds a FreePBX's accounts`() throws {
            let node = try NodeProcess(
                "-r", "--persona", "freepbx", host: NetworkNamespace.host, wrapper: NetworkNamespace.wrapper)
            let capture = Capture.isPermitted ? try Capture(of: node, isIsolated: true) : nil
            let sheet = try node.sheet(of: "freepbx")
            let tool = try Self.nmap(node, sheet)
            try #require(tool.succeeded, "\(tool.transcript)")
            #expect(tool.output.contains(/sip-methods: .*INVITE/), "\(tool.transcript)")
            let users = tool.output.matches(of: /(\S+): Auth required/).map { String($0.output.1) }
            #expect(users.sorted() == sheet.names.sorted(), "\(tool.transcript)")
            let passwords = tool.output.matches(of: /(\S+):(\S+) - Valid credentials/).map {
                [String($0.output.1), String($0.output.2)]
            }
            let planted = sheet.weak.sorted { $0.key < $1.key }.prefix(2).map { [$0.key, $0.value] }
            #expect(passwords.sorted { $0[0] < $1[0] } == planted, "\(tool.transcript)")
            if let capture { #expect(try capture.complaints() == []) }
        }

        @Test(.enabled(if: NetworkNamespace.isPermitted))
        func `nmap can't tell an Asterisk's accounts from others, but guesses their passwords`() throws {
            let node = try NodeProcess(
                "-r", "--persona", "asterisk", host: NetworkNamespace.host, wrapper: NetworkNamespace.wrapper)
            let capture = Capture.isPermitted ? try Capture(of: node, isIsolated: true) : nil
            let sheet = try node.sheet(of: "asterisk")
            let tool = try Self.nmap(node, sheet)
            try #require(tool.succeeded, "\(tool.transcript)")
            // A 401 says nothing about methods.
            #expect(!tool.output.contains("sip-methods: "), "\(tool.transcript)")
            #expect(!tool.output.contains("Auth required"), "\(tool.transcript)")
            let found = tool.output.matches(of: /(\S+):(\S+) - Valid credentials/).map { String($0.output.1) }
            #expect(found.sorted() == Array(sheet.weak.keys.sorted().prefix(2)), "\(tool.transcript)")
            if let capture { #expect(try capture.complaints() == []) }
        }

        @Test(arguments: ["freepbx", "asterisk", "kamailio"])
        func `sipsak's usrloc mode passes with the password, and fails without`(persona: String) throws {
            let node = try NodeProcess("-r", "--persona", persona)
            let capture = Capture.isPermitted ? try Capture(of: node) : nil
            let (account, password) = try #require(try node.sheet(of: persona).weak.first)
            func usrloc(_ password: String) throws -> Command {
                try Command(
                    "sipsak", "-U", "-i", "-v", "-s", "sip:\(account)@127.0.0.1:\(node.port)", "-u", account, "-a",
                    password)
            }
            let right = try usrloc(password)
            #expect(right.succeeded, "\(right.transcript)")
            #expect(right.output.contains("All usrloc tests completed successful"), "\(right.transcript)")
            let wrong = try usrloc("no" + password)
            #expect(wrong.end != nil && !wrong.succeeded, "\(wrong.transcript)")
            if let capture { #expect(try capture.complaints() == []) }
        }

        @Test(arguments: ["freepbx", "kamailio", "cisco", "ata"])
        func `sipsak's plain mode passes`(persona: String) throws {
            let node = try NodeProcess("-r", "--persona", persona)
            let capture = Capture.isPermitted ? try Capture(of: node) : nil
            for transport in ["udp", "tcp"] {
                let tool = try Command("sipsak", "-vv", "-E", transport, "-s", "sip:100@127.0.0.1:\(node.port)")
                #expect(tool.succeeded, "\(tool.transcript)")
            }
            if let capture { #expect(try capture.complaints() == []) }
        }

        /// PJSIP looks for the account in From. sipsak's own one says `sipsak`, whatever password it is given.
        @Test(arguments: ["udp", "tcp"])
        func `sipsak's plain mode passes with an Asterisk for its accounts alone`(transport: String) throws {
            let node = try NodeProcess("-r", "--persona", "asterisk")
            let capture = Capture.isPermitted ? try Capture(of: node) : nil
            let (account, password) = try #require(try node.sheet(of: "asterisk").weak.first)
            let plain = ["sipsak", "-vv", "-E", transport, "-s", "sip:100@127.0.0.1:\(node.port)"]
            let authentication = ["-u", account, "-a", password]
            let stranger = try Command(plain + authentication)
            #expect(stranger.end == .exited(2) && stranger.errors.contains("SIP/2.0 401 "), "\(stranger.transcript)")

            var request = Request(.options)
            request.from = "<sip:\(account)@127.0.0.1>"
            let file = try node.directory.put(request.text.replacing(/Via: .*\r\n/, with: ""), in: "request")
            let own = try Command(plain + authentication + ["-f", file])
            #expect(own.succeeded, "\(own.transcript)")
            let wrong = try Command(plain + ["-u", account, "-a", "no" + password, "-f", file])
            #expect(wrong.end == .exited(2), "\(wrong.transcript)")
            if let capture { #expect(try capture.complaints() == []) }
        }
    }
}

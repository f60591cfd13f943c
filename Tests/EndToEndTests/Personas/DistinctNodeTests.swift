import Testing

extension EndToEndTests {
    /// Two nodes that pretend to be the same product are two different installations of it.
    @Suite struct DistinctNodeTests {
        /// What a script would compare.
        private struct Traits {
            var tags: Set<String> = []
            var nonces: Set<String> = []
            var opaques: Set<String> = []
            /// How long each call rang, in steps of 20 ms.
            var ringing: [Int] = []

            mutating func note(_ reply: Reply) throws {
                let tag = try #require(reply["To"]?.firstMatch(of: /;tag=([^;]+)/), "\(reply.text)")
                tags.insert(String(tag.output.1))
                guard let challenge = reply["WWW-Authenticate"] else { return }
                let nonce = try #require(challenge.firstMatch(of: /nonce="([^"]+)"/), "\(challenge)")
                nonces.insert(String(nonce.output.1))
                if let opaque = challenge.firstMatch(of: /opaque="([^"]+)"/) { opaques.insert(String(opaque.output.1)) }
            }
        }

        /// The same requests for every node, byte for byte but for whom to register and to call.
        private struct Questions {
            let registers = Self.requests(.register, 20)
            let options = Self.requests(.options, 20)
            let calls: [Request]

            init(calls: Int) {
                self.calls = Self.requests(.invite, calls)
            }

            private static func requests(_ method: Request.Method, _ count: Int) -> [Request] {
                (0..<count).map { _ in
                    var request = Request(method)
                    request.uri = "sip:127.0.0.1"
                    if method == .invite { request.offer(port: 4_000) }
                    return request
                }
            }
        }

        private static func traits(
            of node: NodeProcess, _ sheet: PersonaSheet, _ questions: Questions
        ) throws -> Traits {
            var traits = Traits()
            // A connection proves itself, so that nothing is held back, and keeps the answers in order.
            let client = try TCPClient(to: node)
            for var request in questions.registers + questions.options {
                if request.method == .register { request.to = "<sip:\(sheet.names[0])@127.0.0.1>" }
                client.send(request.text.replacing("SIP/2.0/UDP", with: "SIP/2.0/TCP"))
                let reply = try #require(try client.replies(1).first)
                try traits.note(reply)
            }
            let number = try sheet.carriedNumber()
            let calls = questions.calls.map { call in
                var call = call
                call.uri = "sip:\(number)@127.0.0.1"
                return call
            }
            try place(calls, with: node, noting: &traits)
            return traits
        }

        /// Places the calls at once and takes the time between 180 and 200 of each.
        private static func place(_ calls: [Request], with node: NodeProcess, noting traits: inout Traits) throws {
            let client = try UDPClient(to: node)
            var rang: [String: ContinuousClock.Instant] = [:]
            var taken: [String: Int] = [:]
            for call in calls { client.send(call.bytes) }
            let end = ContinuousClock.now + .seconds(30)
            while taken.count < calls.count, ContinuousClock.now < end {
                guard let bytes = client.receive(within: .seconds(1)) else { continue }
                let now = ContinuousClock.now
                let text = String(decoding: bytes, as: UTF8.self)
                let field = text.split(separator: "\r\n").first { $0.hasPrefix("Call-ID: ") }
                guard let call = field.map({ String($0.dropFirst(9)) }) else { continue }
                if let tag = text.firstMatch(of: /\r\nTo: [^\r]*;tag=([^;\r]+)/)?.output.1 {
                    traits.tags.insert(String(tag))
                }
                if text.hasPrefix("SIP/2.0 18"), rang[call] == nil { rang[call] = now }
                if text.hasPrefix("SIP/2.0 200"), taken[call] == nil, let begin = rang[call] {
                    taken[call] = Int((now - begin) / .milliseconds(20))
                }
            }
            traits.ringing = try calls.map { try #require(taken[$0.callID], "a call was not taken") }
        }

        @Test(arguments: ["freepbx", "kamailio", "asterisk"])
        func `two nodes answer the same requests with nothing in common`(persona: String) throws {
            let nodes = try (0..<2).map { _ in try NodeProcess("-r", "--persona", persona) }
            let sheets = try nodes.map { try $0.sheet(of: persona) }
            #expect(nodes[0].nodeID != nodes[1].nodeID)
            #expect(sheets[0].names != sheets[1].names)
            #expect(sheets[0].weak != sheets[1].weak)

            // The others want a password for calls.
            let takesCalls = persona == "freepbx"
            let questions = Questions(calls: takesCalls ? 4 : 0)
            let traits = try zip(nodes, sheets).map { try Self.traits(of: $0, $1, questions) }
            // Asterisk's PJSIP answers with the request's branch for a tag, as every real one does.
            if persona != "asterisk" { #expect(traits[0].tags.isDisjoint(with: traits[1].tags)) }
            #expect(traits.allSatisfy { !$0.nonces.isEmpty })
            #expect(traits[0].nonces.isDisjoint(with: traits[1].nonces))
            #expect(traits[0].opaques.isDisjoint(with: traits[1].opaques))
            if takesCalls { #expect(traits[0].ringing != traits[1].ringing) }
        }

        @Test func `a node stays who it is over restarts`() throws {
            let node = try NodeProcess("-r", "--persona", "freepbx")
            let before = try node.sheet(of: "freepbx")
            #expect(node.stop() == .exited(0))
            let again = try NodeProcess("-r", "--persona", "freepbx", in: node.directory)
            let after = try again.sheet(of: "freepbx")
            #expect(before.names == after.names && before.weak == after.weak && before.realm == after.realm)
        }
    }
}

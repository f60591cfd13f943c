#if OpenDHT
    import Glibc
    import SIP
    import Testing

    @testable import Sharing

    extension EndToEndTests {
        /// The second network with real processes. What it costs and how long it takes: `make bench-sharing`.
        @Suite struct NetworkLoadTests {
            private static let type: UInt16 = 0x5350
            private static let nodes = 6
            private static let listeners = 2
            private static let batches = 60
            private static let interval = Duration.milliseconds(50)
            private static let patience = Duration.seconds(180)

            /// Not that of zeros, which the library refuses.
            private let keys = (1...16).compactMap { InfoHash(bytes: [UInt8](repeating: UInt8($0), count: 20)) }

            private func turn(_ children: [NetworkChild], _ hear: (Int, NodeReport) -> Void = { _, _ in }) throws {
                var waiting = children.map(\.descriptor)
                poll(&waiting, nfds_t(waiting.count), 5)
                for (number, child) in children.enumerated() {
                    for report in try child.turn() { hear(number, report) }
                }
            }

            private func network() throws -> [NetworkChild] {
                let children = try (0..<Self.nodes).map { _ in try NetworkChild(type: Self.type) }
                try Wait.until("the first is there", within: Self.patience) {
                    try turn(children)
                    return children[0].statistics.port != 0
                }
                let first = Endpoint(address: .v4(0x7F00_0001), port: children[0].statistics.port)
                for child in children.dropFirst() { child.tell(.bootstrap([first])) }
                // Nodes get to know each other by what they look for.
                var next = ContinuousClock.now
                try Wait.until("they know each other", within: Self.patience) {
                    if ContinuousClock.now >= next {
                        next = .now + .seconds(2)
                        for child in children { child.tell(.get(request: 0, key: keys[0])) }
                    }
                    try turn(children)
                    return children.allSatisfy { $0.statistics.goodNodes >= 3 }
                }
                return children
            }

            private func batch(_ number: Int) -> NetworkPut {
                // As a sealed value begins; then nothing that could be made smaller.
                let rest = (0..<4_093).map { _ in UInt8.random(in: 0...255) }
                return NetworkPut(
                    request: UInt64(number), key: keys[number % keys.count], id: UInt64(number), type: Self.type,
                    userType: "application/cbor", data: [0x82, 1, 0x59] + rest)
            }

            @Test func `batches reach all who listen or ask, though one packet in twenty is lost`() throws {
                let children = try network()
                let publisher = children[Self.nodes - 1]
                let listeners = children.prefix(Self.listeners)
                for child in listeners {
                    for (number, key) in keys.enumerated() { child.tell(.listen(request: UInt64(number), key: key)) }
                }
                if !children.allSatisfy({ $0.lose(0.05) }) { print("nothing is lost: pidfd_getfd is not permitted") }
                let batches = (1...Self.batches).map(batch)
                var waiting = batches[...]
                var arrived: Set<[UInt64]> = []
                var nextPut = ContinuousClock.now
                var nextQuestion = nextPut + Self.interval * Self.batches
                try Wait.until("all is there", within: Self.patience) {
                    if ContinuousClock.now >= nextPut, let put = waiting.popFirst() {
                        nextPut += Self.interval
                        publisher.tell(.put(put))
                    }
                    // Who listens asks for what did not come, as a node does when an epoch is over.
                    if ContinuousClock.now >= nextQuestion {
                        nextQuestion = .now + .seconds(3)
                        for (number, child) in listeners.enumerated() {
                            let missing = batches.filter { !arrived.contains([UInt64(number), $0.id]) }.map(\.key)
                            for key in Set(missing) { child.tell(.get(request: 1_000, key: key)) }
                        }
                    }
                    try turn(children) { number, report in
                        switch report {
                        case .value(let value):
                            let isWhole = batches.contains { $0.id == value.id && $0.data == value.data }
                            if isWhole, !value.isExpired { arrived.insert([UInt64(number), value.id]) }
                        case .done(let request, false) where children[number] === publisher:
                            // Nobody took it: it is put again.
                            waiting += batches.filter { $0.request == request }
                        default: break
                        }
                    }
                    return arrived.count == Self.batches * Self.listeners
                }
            }

            @Test func `kill -9 of the children under load stops no answer and loses no event`() throws {
                let node = try NodeProcess(
                    "-r", "-p", "--dht-listen", "127.0.0.1", "--dht-port", "0", "--sharing-port", "0", "-b",
                    "127.0.0.1:9")
                let children = {
                    Set(try Command("pgrep", "-P", "\(node.child.pid)", "-f", "dht-node").output.split(separator: "\n"))
                }
                try Wait.until("both networks are there") { try children().count == 2 }
                let client = try UDPClient(to: node)
                var killed: Set<Substring> = []
                for number in 0..<200 {
                    if number == 50 {
                        killed = try children()
                        for child in killed { kill(try #require(pid_t(child)), SIGKILL) }
                    }
                    let request = Request(.options)
                    client.send(request.bytes)
                    #expect(try client.reply(to: request) != nil, "request \(number)")
                }
                try Wait.until("other children are there", within: .seconds(30)) {
                    try children().subtracting(killed).count == 2
                }
                try node.waitForEvents(200)
            }
        }
    }
#endif

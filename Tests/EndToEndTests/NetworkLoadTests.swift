#if OpenDHT
    import Glibc
    import SIP
    import Testing

    @testable import Sharing

    extension EndToEndTests {
        /// The second network under its usual load, with real processes.
        @Suite struct NetworkLoadTests {
            private static let type: UInt16 = 0x5350
            private static let batches = 600
            private static let interval = Duration.milliseconds(50)
            private static let eventsOfBatch = 50
            private static let listeners = 3

            /// Not that of zeros, which the library refuses.
            private let keys = (1...16).compactMap { InfoHash(bytes: [UInt8](repeating: UInt8($0), count: 20)) }

            private func turn(_ children: [NetworkChild], _ hear: (Int, NodeReport) -> Void = { _, _ in }) throws {
                var waiting = children.map(\.descriptor)
                poll(&waiting, nfds_t(waiting.count), 5)
                for (number, child) in children.enumerated() {
                    for report in try child.turn() { hear(number, report) }
                }
            }

            private func network(_ count: Int) throws -> [NetworkChild] {
                let children = try (0..<count).map { _ in try NetworkChild(type: Self.type) }
                try Wait.until("the first is there") {
                    try turn(children)
                    return children[0].statistics.port != 0
                }
                let first = Endpoint(address: .v4(0x7F00_0001), port: children[0].statistics.port)
                for child in children.dropFirst() { child.tell(.bootstrap([first])) }
                try Wait.until("they know somebody", within: .seconds(30)) {
                    try turn(children)
                    return children.allSatisfy { $0.statistics.goodNodes > 0 }
                }
                // Nodes get to know each other by what they look for.
                var next = ContinuousClock.now
                try Wait.until("they know each other", within: .seconds(120)) {
                    if ContinuousClock.now >= next {
                        next = .now + .seconds(2)
                        for child in children {
                            guard let key = keys.randomElement() else { continue }
                            child.tell(.get(request: 100, key: key))
                        }
                    }
                    try turn(children)
                    return children.allSatisfy { $0.statistics.goodNodes >= 8 }
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

            @Test(arguments: [0, 0.02])
            func `600 batches over 16 keys reach all who listen, at little cost`(_ loss: Double) throws {
                let children = try network(16)
                let publisher = try #require(children.last)
                for child in children.prefix(Self.listeners) {
                    for (number, key) in keys.enumerated() { child.tell(.listen(request: UInt64(number), key: key)) }
                }
                let begin = ContinuousClock.now
                while ContinuousClock.now < begin + .seconds(5) { try turn(children) }
                if loss > 0, !children.allSatisfy({ $0.lose(loss) }) {
                    print("packets can't be lost here: pidfd_getfd is not permitted")
                    return
                }
                let before = try publisher.processorTime()
                var sent: [UInt64: ContinuousClock.Instant] = [:]
                var delays: [Duration] = []
                var arrived: Set<[UInt64]> = []
                var next = ContinuousClock.now
                let end = next + Self.interval * Self.batches + .seconds(30)
                // Who listens asks for what did not come, as a node does when an epoch is over.
                var nextQuestion = next + Self.interval * Self.batches + .seconds(5)
                var heard = 0
                while arrived.count < Self.batches * Self.listeners, ContinuousClock.now < end {
                    if sent.count < Self.batches, ContinuousClock.now >= next {
                        next += Self.interval
                        let put = batch(sent.count + 1)
                        sent[put.id] = .now
                        publisher.tell(.put(put))
                    }
                    if ContinuousClock.now >= nextQuestion {
                        if heard == 0 { heard = arrived.count }
                        nextQuestion = .now + .seconds(5)
                        for child in children.prefix(Self.listeners) {
                            for key in keys { child.tell(.get(request: 200, key: key)) }
                        }
                    }
                    try turn(children) { number, report in
                        guard case .value(let value) = report, !value.isExpired, value.data.count == 4_096,
                            arrived.insert([UInt64(number), value.id]).inserted, let instant = sent[value.id]
                        else { return }
                        delays.append(.now - instant)
                    }
                }
                let used = try publisher.processorTime() - before
                let anEvent = used / (Self.batches * Self.eventsOfBatch)
                let memory = children.map(\.residentMemory).max() ?? 0
                let p99 = delays.sorted().dropFirst(delays.count * 99 / 100).first ?? .zero
                if heard == 0 { heard = arrived.count }
                print(
                    "loss \(loss): \(heard) of \(Self.batches * Self.listeners) heard, p99 \(p99), CPU an event \(anEvent), memory \(memory) KiB"
                )
                // A value of four packets whose every attempt loses one is missed: it is got when its epoch is over.
                let all = Self.batches * Self.listeners
                #expect(arrived.count >= (loss > 0 ? all * 199 / 200 : all))
                #expect(anEvent <= .microseconds(100))
                #expect(memory <= 40 << 10)
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
                try Wait.until("other children are there", within: .seconds(5)) {
                    try children().subtracting(killed).count == 2
                }
                try node.waitForEvents(200)
            }
        }
    }
#endif

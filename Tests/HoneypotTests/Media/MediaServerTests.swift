import Glibc
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite struct MediaServerTests {
    private static let ports: ClosedRange<UInt16> = 20_000...49_999

    /// Runs a server while `body` looks at it.
    private func withServer(
        limit: Int = 16, _ body: @escaping @Sendable (MediaServer) throws -> Void
    ) async throws {
        let server = MediaServer(ports: Self.ports, limit: limit)
        try await withThrowingTaskGroup(of: Void.self) { group in
            // At once, however busy other tests keep the shared threads.
            group.addTask(executorPreference: ThreadExecutor()) { try await server.run() }
            defer { server.shutdown() }
            try await onThread { try body(server) }
        }
    }

    /// Starts a call on a port that no other program has.
    private func start(
        _ call: UInt64, on server: MediaServer, towards client: DatagramClient, lasts: Duration = .seconds(60)
    ) throws -> MediaPlan {
        for _ in 0..<64 {
            let port = try #require(server.reservePort())
            let plan = MediaPlan(
                local: Endpoint(address: client.endpoint.address, port: port), remote: client.endpoint, codec: .pcma,
                payloadType: 8, telephoneEvent: 101, ringFor: .seconds(4), lasts: lasts)
            if server.start(call: call, plan: plan) { return plan }
        }
        throw PortsTaken()
    }

    private struct PortsTaken: Error {}

    @Test("A call hears its stream, and its keys are kept", arguments: ["127.0.0.1", "::1"])
    func aCall(host: String) async throws {
        try await withServer { server in
            let client = try DatagramClient(host)
            let plan = try start(1, on: server, towards: client)
            var headers: [RTPHeader] = []
            for _ in 0..<30 {
                let (bytes, source) = try #require(client.receive())
                #expect(source == plan.local)
                let packet = try #require(RTPPacket(bytes))
                #expect(packet.payload.count == 160 && packet.header.payloadType == 8)
                headers.append(packet.header)
            }
            #expect(headers[0].isMarked)
            for (last, next) in zip(headers, headers.dropFirst()) {
                #expect(next.sequenceNumber == last.sequenceNumber &+ 1)
                // A thread that was late leaves out whole frames.
                #expect((next.timestamp &- last.timestamp) % 160 == 0 && next.timestamp != last.timestamp)
            }

            let voice = RTPPacket.bytes(payloadType: 8, [UInt8](repeating: 0xD5, count: 160))
            let key = TelephoneEvent(code: 11, isEnd: true, duration: 800).bytes
            let packets = [voice, RTPPacket.bytes(payloadType: 101, key), RTPPacket.bytes(payloadType: 101, key), [0]]
            for packet in packets { try client.send(ByteBuffer(bytes: packet), to: plan.local) }
            while server.report(call: 1)?.packetsReceived != 3 { _ = try #require(client.receive()) }
            let report = server.stop(call: 1)
            #expect(report.packetsReceived == 3 && report.digits == "#")
            #expect(report.packetsSent >= 30)
            #expect(server.stop(call: 1) == MediaReport() && server.report(call: 1) == nil)
        }
    }

    @Test("Who sends from elsewhere gets nothing and counts for nothing") func strangers() async throws {
        try await withServer { server in
            let client = try DatagramClient()
            let stranger = try DatagramClient("127.0.0.9")
            let plan = try start(1, on: server, towards: client)
            let packet = ByteBuffer(bytes: RTPPacket.bytes(payloadType: 8, [1]))
            for _ in 0..<20 {
                try stranger.send(packet, to: plan.local)
                #expect(client.receive()?.source == plan.local)
            }
            // What the stranger has is what it got from itself.
            try stranger.send(packet, to: stranger.endpoint)
            #expect(stranger.receive()?.source == stranger.endpoint)
            // Read in order, so that this is the last.
            try client.send(packet, to: plan.local)
            while server.report(call: 1)?.packetsReceived == 0 { _ = try #require(client.receive()) }
            #expect(server.stop(call: 1).packetsReceived == 1)
        }
    }

    @Test func eachCallHasItsOwnStream() async throws {
        try await withServer { server in
            let clients = try (0..<8).map { _ in try DatagramClient() }
            let plans = try clients.enumerated().map { try start(UInt64($0), on: server, towards: $1) }
            #expect(Set(plans.map(\.local.port)).count == 8)
            for _ in 0..<5 {
                for (client, plan) in zip(clients, plans) { #expect(client.receive()?.source == plan.local) }
            }
            let headers = clients.compactMap { $0.receive().flatMap { RTPPacket($0.bytes)?.header } }
            #expect(Set(headers.map(\.synchronizationSource)).count == 8)
        }
    }

    @Test("When it is over the socket closes, and the port is still the call's", .timeLimit(.minutes(5)))
    func theEndOfAPlan() async throws {
        try await withServer(limit: 1) { server in
            let client = try DatagramClient()
            let plan = try start(1, on: server, towards: client, lasts: .milliseconds(200))
            while UDPPort.isTaken(plan.local) { sched_yield() }
            #expect(server.reservePort() == nil)
            let report = server.stop(call: 1)
            // A thread that was late leaves out what it missed.
            #expect((1...10).contains(report.packetsSent))
            #expect(server.reservePort() != nil)
        }
    }

    @Test func aStoppedCallsPortIsFree() async throws {
        try await withServer(limit: 1) { server in
            let client = try DatagramClient()
            let plan = try start(1, on: server, towards: client)
            #expect(client.receive() != nil)
            #expect(server.reservePort() == nil)
            _ = server.stop(call: 1)
            #expect(!UDPPort.isTaken(plan.local))
            #expect(server.reservePort() != nil)
        }
    }

    @Test func aPortOfAnotherProgramMeansNoMedia() throws {
        var others = [try DatagramClient()]
        // An odd port is no media port.
        while let last = others.last, last.endpoint.port % 2 == 1 { others.append(try DatagramClient()) }
        let taken = try #require(others.last).endpoint
        let server = MediaServer(ports: taken.port...taken.port)
        #expect(server.reservePort() == taken.port && server.reservePort() == nil)
        let plan = MediaPlan(local: taken, remote: taken, codec: .pcmu, payloadType: 0)
        #expect(!server.start(call: 1, plan: plan))
        #expect(server.stop(call: 1) == MediaReport())
        #expect(server.reservePort() == taken.port)
    }

    @Test("Neither an address of another machine nor a port that nobody reserved") func whatCannotBeBound() throws {
        let server = MediaServer(ports: Self.ports)
        let client = try DatagramClient()
        let port = try #require(server.reservePort())
        var plan = MediaPlan(
            local: try .make("192.0.2.1:\(port)"), remote: client.endpoint, codec: .pcmu, payloadType: 0)
        #expect(!server.start(call: 1, plan: plan))
        plan.local = Endpoint(address: client.endpoint.address, port: port)
        // It was given back.
        #expect(!server.start(call: 1, plan: plan))
    }

    @Test func aCallHasOneStreamOnly() async throws {
        try await withServer { server in
            let client = try DatagramClient()
            let plan = try start(1, on: server, towards: client)
            #expect(!server.start(call: 1, plan: plan))
            var second = plan
            second.local.port = try #require(server.reservePort())
            #expect(!server.start(call: 1, plan: second))
            for _ in 0..<3 { #expect(client.receive()?.source == plan.local) }
            // Nor can its port be taken from it.
            server.releasePort(plan.local.port)
            #expect(!server.start(call: 2, plan: plan))
            #expect(client.receive()?.source == plan.local)
            #expect(server.stop(call: 1).packetsSent > 0)
        }
    }

    @Test func aReservedPortCanBeGivenBack() throws {
        let server = MediaServer(ports: Self.ports, limit: 2)
        let port = try #require(server.reservePort())
        #expect(server.reservePort() != nil && server.reservePort() == nil)
        server.releasePort(port)
        #expect(server.reservePort() != nil && server.reservePort() == nil)
    }

    @Test func afterAPauseWithoutCallsTheBeatGoesOn() async throws {
        try await withServer { server in
            for call in 0..<3 as Range<UInt64> {
                let client = try DatagramClient()
                _ = try start(call, on: server, towards: client)
                #expect(client.receive() != nil)
                _ = server.stop(call: call)
            }
        }
    }

    @Test func nothingStartsAfterTheShutdown() throws {
        let server = MediaServer(ports: Self.ports)
        server.shutdown()
        let client = try DatagramClient()
        #expect(throws: PortsTaken.self) { try start(1, on: server, towards: client) }
    }

    @Test func aPeerThatRefusesEndsNobodysMedia() async throws {
        try await withServer { server in
            let gone = try DatagramClient().endpoint
            let client = try DatagramClient()
            let port = try #require(server.reservePort())
            var plan = MediaPlan(
                local: Endpoint(address: gone.address, port: port), remote: gone, codec: .pcmu, payloadType: 0)
            // Whether it can be had is not what is asked here.
            server.start(call: 1, plan: plan)
            plan.remote.port = 0
            plan.local.port = try #require(server.reservePort())
            server.start(call: 2, plan: plan)
            _ = try start(3, on: server, towards: client)
            for _ in 0..<10 { #expect(client.receive() != nil) }
        }
    }
}

/// Whether a program has a UDP port.
private enum UDPPort {
    static func isTaken(_ endpoint: Endpoint) -> Bool {
        MediaSocket(bindingTo: endpoint) == nil
    }
}

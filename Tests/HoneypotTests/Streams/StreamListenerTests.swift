import Events
import NIOCore
import NIOPosix
import NIOSSL
import SIP
import Testing

@testable import Honeypot

@Suite(.timeLimit(.minutes(5))) struct StreamListenerTests {
    private let trap = EventTrap(patience: .seconds(20))

    private func listen(
        _ local: String = "127.0.0.1:0", tls: NIOSSLContext? = nil, idle: TimeAmount = .seconds(60),
        total: Int = 100, perSource: Int = 50
    ) async throws -> StreamListener {
        try await StreamListener(
            endpoint: .make(local), tls: tls, limits: .init(idle: idle, message: .seconds(60)),
            connections: ConnectionLimiter(limits: .init(total: total, perSource: perSource)),
            context: .make(trap: trap), group: MultiThreadedEventLoopGroup.singleton)
    }

    private func tlsContext() throws -> NIOSSLContext {
        let directory = try TemporaryDirectory()
        let (certificate, key) = try MadeCertificate.write(to: directory)
        return try TLSIdentity(.files(certificate: certificate, key: key)).context
    }

    @Test(arguments: ["127.0.0.1:0", "[::1]:0"])
    func aRequestOverTCP(local: String) async throws {
        let listener = try await listen(local)
        let (endpoint, trap) = (listener.endpoint, trap)
        try await onThread {
            let client = try StreamClient(to: endpoint, from: endpoint.address.description)
            // In two segments.
            var request = ByteBuffer.request("MESSAGE", body: "hello")
            let start = request.readSlice(length: 100)
            try client.send(try #require(start))
            try client.send(request)
            var answer = client.receive(20)
            while !answer.text.hasSuffix("\r\n\r\n") { answer.writeImmutableBuffer(client.receive(1)) }
            #expect(try answer.message.status == 202)
            let event = try #require(trap.take(1).first)
            #expect(event.source == client.endpoint && event.destination == endpoint && event.transport == .tcp)
            #expect(event.message == .request("MESSAGE", body: "hello"))
        }
        await listener.close()
    }

    @Test("Peers that are connected together keep their own addresses")
    func twoPeersAtOnce() async throws {
        let listener = try await listen("0.0.0.0:0")
        let (port, trap) = (listener.endpoint.port, trap)
        try await onThread {
            let target = Endpoint(address: .v4(0x7F00_0001), port: port)
            let clients = try ["127.0.0.1", "127.0.0.2", "127.0.0.3"].map { try StreamClient(to: target, from: $0) }
            for client in clients { try client.send(ByteBuffer(string: "OPTIONS sip:h SIP/2.0\r\n")) }
            for client in clients.reversed() { try client.send(ByteBuffer(string: "Via: SIP/2.0/TCP h\r\n\r\n")) }
            let events = trap.take(3)
            #expect(Set(events.map(\.source)) == Set(clients.map(\.endpoint)))
            // Not 0.0.0.0, which it is bound to.
            #expect(events.allSatisfy { $0.destination == target })
        }
        await listener.close()
    }

    @Test func aConnectionBeyondTheLimitIsClosedAtOnce() async throws {
        let listener = try await listen(total: 3, perSource: 2)
        let endpoint = listener.endpoint
        try await onThread {
            func isServed(_ client: StreamClient) -> Bool {
                (try? client.send(ByteBuffer(string: "\r\n\r\n"))) != nil && client.receive(2).text == "\r\n"
            }
            let first = try StreamClient(to: endpoint)
            let second = try StreamClient(to: endpoint)
            #expect(isServed(first) && isServed(second))
            #expect(try StreamClient(to: endpoint).isClosed())
            let other = try StreamClient(to: endpoint, from: "127.0.0.2")
            #expect(isServed(other))
            #expect(try StreamClient(to: endpoint, from: "127.0.0.3").isClosed())
            // One that ends makes room, a moment after its peer sees it end.
            second.finish()
            #expect(second.isClosed())
            var hasRoom = false
            for _ in 0..<1_000 where !hasRoom { hasRoom = isServed(try StreamClient(to: endpoint)) }
            #expect(hasRoom)
            withExtendedLifetime((first, other)) {}
        }
        await listener.close()
    }

    @Test func silenceEndsAConnection() async throws {
        let listener = try await listen(idle: .milliseconds(50))
        let (endpoint, trap) = (listener.endpoint, trap)
        try await onThread {
            let client = try StreamClient(to: endpoint)
            try client.send(ByteBuffer(string: "INVITE sip:"))
            #expect(client.isClosed())
            #expect(trap.take(1).map(\.malformation) == [.brokenStream(.truncated)])
        }
        await listener.close()
    }

    @Test("From TLS 1.0 on, since it is bait", arguments: [TLSVersion.tlsv1, .tlsv11, .tlsv12, .tlsv13])
    func aRequestOverTLS(version: TLSVersion) async throws {
        let listener = try await listen(tls: tlsContext())
        let answer = try await TLSClient.ask(.request(), of: listener.endpoint, version: version)
        #expect(try answer.message.status == 200)
        let trap = trap
        let events = try await onThread { trap.take(1) }
        #expect(events.map(\.transport) == [.tls] && events.map(\.message) == [.request()])
        await listener.close()
    }

    @Test(
        "What is no TLS, or half of it, is recorded",
        arguments: [
            ByteBuffer.request(), ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"),
            ByteBuffer(bytes: [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00]), ByteBuffer(bytes: [0x80]),
        ])
    func noHandshake(bytes: ByteBuffer) async throws {
        let listener = try await listen(tls: tlsContext())
        let (endpoint, trap) = (listener.endpoint, trap)
        try await onThread {
            let client = try StreamClient(to: endpoint)
            try client.send(bytes)
            client.finish()
            let event = try #require(trap.take(1).first)
            #expect(event.malformation == .handshakeFailed)
            #expect(event.message == bytes)
            #expect(event.source == client.endpoint && event.destination == endpoint && event.transport == .tls)
        }
        await listener.close()
    }

    @Test func aTLSClientThatStopsIsEndedBySilence() async throws {
        let listener = try await listen(tls: tlsContext(), idle: .milliseconds(50))
        let (endpoint, trap) = (listener.endpoint, trap)
        try await onThread {
            let client = try StreamClient(to: endpoint)
            try client.send(ByteBuffer(bytes: [0x16, 0x03, 0x01]))
            #expect(trap.take(1).map(\.malformation) == [.handshakeFailed])
            withExtendedLifetime(client) {}
        }
        await listener.close()
    }

    @Test func aPortThatIsTaken() async throws {
        let first = try await listen()
        let taken = first.endpoint.description
        await #expect(throws: ListenerError.portTaken(.tcp, first.endpoint)) { _ = try await listen(taken) }
        let context = try tlsContext()
        await #expect(throws: ListenerError.portTaken(.tls, first.endpoint)) {
            _ = try await listen(taken, tls: context)
        }
        await first.close()
    }

    @Test func anAddressOfAnotherMachine() async throws {
        let endpoint = try Endpoint.make("192.0.2.1:0")
        await #expect(throws: ListenerError.noSuchAddress(.tcp, endpoint)) { _ = try await listen("192.0.2.1:0") }
    }

    @Test("IPv6 leaves IPv4's port alone")
    func bothFamiliesShareAPort() async throws {
        let v6 = try await listen("[::]:0")
        let v4 = try await listen("0.0.0.0:\(v6.endpoint.port)")
        #expect(v4.endpoint.port == v6.endpoint.port)
        await v4.close()
        await v6.close()
    }
}

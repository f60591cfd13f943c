import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite struct UDPSocketTests {
    /// Receives until `count` datagrams are there, or none comes any more.
    private func receive(_ count: Int, on socket: UDPSocket) -> [[Packet]] {
        var batches: [[Packet]] = []
        while batches.reduce(0, { $0 + $1.count }) < count {
            let batch = socket.receive()
            if batch.isEmpty { break }
            batches.append(batch)
        }
        return batches
    }

    private func reply(_ texts: [(UInt32, String)]) -> ReplyBuffer {
        var replies = ReplyBuffer()
        for (packet, text) in texts {
            replies.bytes.writeString(text)
            replies.endPart(for: packet)
        }
        return replies
    }

    @Test(arguments: ["127.0.0.1:0", "[::1]:0"])
    func aDatagramAndItsAnswer(local: String) throws {
        let socket = try UDPSocket(bindingTo: .make(local))
        #expect(socket.localEndpoint.port != 0)
        #expect(socket.localEndpoint.address == (try Endpoint.make(local).address))
        let client = try DatagramClient(socket.localEndpoint.address.description)
        let before = Timestamp.now
        try client.send(ByteBuffer(string: "question"), to: socket.localEndpoint)
        let packets = socket.receive()
        let packet = try #require(packets.first)
        #expect(packets.count == 1)
        #expect(packet.bytes.text == "question")
        #expect(packet.source == client.endpoint && packet.destination == socket.localEndpoint)
        #expect(packet.transport == .udp && packet.index == 0)
        #expect(before <= packet.time && packet.time <= .now)
        #expect(socket.send(reply([(0, "answer")])) == 0)
        let answer = try #require(client.receive())
        #expect(answer.bytes.text == "answer" && answer.source == socket.localEndpoint)
    }

    @Test func manyDatagramsComeInBatches() throws {
        let socket = try UDPSocket(bindingTo: .make("127.0.0.1:0"))
        let clients = try (0..<4).map { _ in try DatagramClient() }
        for count in 0..<100 {
            try clients[count % 4].send(ByteBuffer(string: "\(count)"), to: socket.localEndpoint)
        }
        let batches = receive(100, on: socket)
        #expect(batches.map(\.count) == [64, 36])
        #expect(batches.joined().map(\.bytes.text) == (0..<100).map(String.init))
        #expect(batches.joined().map(\.source) == (0..<100).map { clients[$0 % 4].endpoint })
        #expect(batches.map { $0.map(\.index) } == [Array(0..<64), Array(0..<36)])
    }

    @Test func eachAnswerFindsItsAsker() throws {
        let socket = try UDPSocket(bindingTo: .make("127.0.0.1:0"))
        let clients = try (0..<3).map { try DatagramClient("127.0.0.\($0 + 1)") }
        for (number, client) in clients.enumerated() {
            try client.send(ByteBuffer(string: "\(number)"), to: socket.localEndpoint)
        }
        let packets = try #require(receive(3, on: socket).first)
        // Out of order, and two for one.
        let order = [2, 0, 1, 0]
        #expect(socket.send(reply(order.map { (packets[$0].index, "to \(packets[$0].bytes.text)") })) == 0)
        for (number, client) in clients.enumerated() { #expect(client.receive()?.bytes.text == "to \(number)") }
        #expect(clients[0].receive()?.bytes.text == "to 0")
    }

    @Test func moreAnswersThanDatagramsAreAllSent() throws {
        let socket = try UDPSocket(bindingTo: .make("127.0.0.1:0"))
        let client = try DatagramClient()
        for _ in 0..<64 { try client.send(ByteBuffer(string: "x"), to: socket.localEndpoint) }
        #expect(receive(64, on: socket).joined().count == 64)
        let texts = (0..<192).map { (UInt32($0 / 3), "\($0)") }
        #expect(socket.send(reply(texts)) == 0)
        #expect((0..<192).map { _ in client.receive()?.bytes.text ?? "none" } == texts.map(\.1))
    }

    @Test(
        "Answers that the kernel may take together arrive as datagrams of their own",
        arguments: [("127.0.0.1:0", "127.0.0.1"), ("0.0.0.0:0", "127.3.2.1"), ("[::1]:0", "::1"), ("[::]:0", "::1")])
    func manyAnswersOfOneLength(local: String, host: String) throws {
        let socket = try UDPSocket(bindingTo: .make(local))
        let asked = Endpoint(address: try #require(IPAddress(host)), port: socket.localEndpoint.port)
        let clients = try (0..<2).map { _ in try DatagramClient(asked.address.isV4 ? "127.0.0.1" : "::1") }
        // 20 from the one, 20 from the other, then by turns.
        let order = (0..<64).map { $0 < 40 ? $0 / 20 : $0 % 2 }
        for client in order { try clients[client].send(ByteBuffer(string: "x"), to: asked) }
        #expect(receive(64, on: socket).joined().count == 64)
        let texts = (0..<64).map { (UInt32($0), String(repeating: "y", count: 700) + "\(100 + $0)") }
        #expect(socket.send(reply(texts)) == 0)
        for (number, client) in clients.enumerated() {
            for (index, text) in texts where order[Int(index)] == number {
                let answer = try #require(client.receive())
                #expect(answer.bytes.text == text && answer.source == asked)
            }
        }
    }

    @Test(arguments: ["127.0.0.1", "::1"], [0, 1, 1_500, 65_507])
    func anySize(host: String, size: Int) throws {
        let socket = try UDPSocket(bindingTo: Endpoint(address: try #require(IPAddress(host)), port: 0))
        let client = try DatagramClient(host)
        let bytes = ByteBuffer(bytes: (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try client.send(bytes, to: socket.localEndpoint)
        try client.send(ByteBuffer(string: "next"), to: socket.localEndpoint)
        let packets = receive(2, on: socket).flatMap(\.self)
        #expect(packets.map(\.bytes) == [bytes, ByteBuffer(string: "next")])
        var replies = ReplyBuffer()
        replies.bytes.writeImmutableBuffer(bytes)
        replies.endPart(for: 0)
        #expect(socket.send(replies) == 0)
        if packets.count == 2 { #expect(client.receive()?.bytes == bytes) }
    }

    @Test("Bound to every address, the one that was asked answers", arguments: ["127.0.0.1", "127.0.0.2", "127.3.2.1"])
    func theRealDestination(host: String) throws {
        let socket = try UDPSocket(bindingTo: .make("0.0.0.0:0"))
        let asked = Endpoint(address: try #require(IPAddress(host)), port: socket.localEndpoint.port)
        let client = try DatagramClient()
        try client.send(ByteBuffer(string: "question"), to: asked)
        #expect(socket.receive().map(\.destination) == [asked])
        #expect(socket.send(reply([(0, "answer")])) == 0)
        #expect(client.receive()?.source == asked)
    }

    @Test func theRealDestinationOfIPv6() throws {
        let socket = try UDPSocket(bindingTo: .make("[::]:0"))
        let asked = Endpoint(address: .v6(0, 1), port: socket.localEndpoint.port)
        let client = try DatagramClient("::1")
        try client.send(ByteBuffer(string: "question"), to: asked)
        #expect(socket.receive().map(\.destination) == [asked])
        #expect(socket.send(reply([(0, "answer")])) == 0)
        #expect(client.receive()?.source == asked)
    }

    @Test func anAnswerThatIsRefusedCostsOnlyItself() throws {
        let socket = try UDPSocket(bindingTo: .make("127.0.0.1:0"))
        let client = try DatagramClient()
        for _ in 0..<3 { try client.send(ByteBuffer(string: "x"), to: socket.localEndpoint) }
        #expect(receive(3, on: socket).joined().count == 3)
        // No datagram is that long.
        let long = String(repeating: "y", count: 66_000)
        #expect(socket.send(reply([(0, "first"), (1, long), (2, "third")])) == 1)
        #expect(client.receive()?.bytes.text == "first")
        #expect(client.receive()?.bytes.text == "third")
        #expect(socket.send(reply([(0, "again")])) == 0)
    }

    @Test func withoutDatagramsItGivesUpAfterAMoment() throws {
        let socket = try UDPSocket(bindingTo: .make("127.0.0.1:0"))
        #expect(socket.receive().isEmpty)
        #expect(socket.send(ReplyBuffer()) == 0)
        #expect(socket.droppedByKernel == 0)
    }

    @Test func socketsOfOneProcessShareAPort() throws {
        let first = try UDPSocket(bindingTo: .make("127.0.0.1:0"))
        let second = try UDPSocket(bindingTo: first.localEndpoint)
        #expect(second.localEndpoint == first.localEndpoint)
        let clients = try (0..<32).map { _ in try DatagramClient() }
        for client in clients { try client.send(ByteBuffer(string: "x"), to: first.localEndpoint) }
        let sources = [first, second].flatMap { socket in receive(32, on: socket).joined().map(\.source) }
        #expect(Set(sources) == Set(clients.map(\.endpoint)) && sources.count == 32)
    }

    @Test func aPortThatIsTakenIsNotShared() throws {
        let taken = try DatagramClient().endpoint
        try UDPSocket.checkPortIsFree(.make("127.0.0.1:0"))
        let client = try DatagramClient()
        #expect(throws: ListenerError.portTaken(.udp, client.endpoint)) {
            try UDPSocket.checkPortIsFree(client.endpoint)
        }
        #expect(throws: ListenerError.portTaken(.udp, client.endpoint)) {
            _ = try UDPSocket(bindingTo: client.endpoint)
        }
        // Its owner is gone.
        try UDPSocket.checkPortIsFree(taken)
    }

    @Test(arguments: ["192.0.2.1:0", "[2001:db8::1]:0"])
    func anAddressOfAnotherMachine(local: String) throws {
        let endpoint = try Endpoint.make(local)
        #expect(throws: ListenerError.noSuchAddress(.udp, endpoint)) { try UDPSocket.checkPortIsFree(endpoint) }
        #expect(throws: ListenerError.noSuchAddress(.udp, endpoint)) { _ = try UDPSocket(bindingTo: endpoint) }
    }
}

import Events
import NIOCore
import NIOEmbedded
import SIP
import Testing

@testable import Honeypot

@Suite(.timeLimit(.minutes(5))) struct MessageMirrorTests {
    private let queue = MirrorQueue()

    private func texts() -> [String] { queue.take(within: .zero).map { String(buffer: $0.bytes) } }

    @Test func packetsAndTheirAnswersBothWays() throws {
        let mirror = MessageMirror(queue, ignored: [])
        let packets = [Packet.make(ByteBuffer(string: "one")), .make(ByteBuffer(string: "two"), index: 1)]
        var replies = ReplyBuffer()
        replies.bytes.writeString("answer")
        replies.endPart(for: 1)
        mirror.received(packets)
        mirror.sent(replies, answering: packets)
        replies.clear()
        replies.bytes.writeString("another")
        let seen = queue.take(within: .zero)
        #expect(seen.map { String(buffer: $0.bytes) } == ["one", "two", "answer"])
        #expect(seen.map(\.source) == [.peer, .peer, .local])
        #expect(seen.map(\.destination) == [.local, .local, .peer])
        #expect(seen.prefix(2).allSatisfy { $0.time == .start })
    }

    @Test func lineEndsAndIgnoredSourcesAreLeftOut() throws {
        let mirror = MessageMirror(queue, ignored: [try #require(CIDR("192.0.2.128/25"))])
        let ignored = try Endpoint.make("192.0.2.200:5060")
        let packets = [
            Packet.make(ByteBuffer(string: "\r\n\r\n")), .make(ByteBuffer(), index: 1),
            .make(ByteBuffer(string: "hidden"), index: 2, from: ignored), .make(ByteBuffer(string: "shown"), index: 3),
        ]
        var replies = ReplyBuffer()
        for packet in packets {
            replies.bytes.writeString("\r\n" + String(buffer: packet.bytes))
            replies.endPart(for: packet.index)
        }
        mirror.received(packets)
        mirror.sent(replies, answering: packets)
        #expect(texts() == ["shown", "\r\nshown"])
    }

    @Test func aDatagramAndItsAnswerAreSeenInOrder() async throws {
        let context = try ReceptionContext.make(mirror: queue)
        let listener = try UDPListener(endpoint: .make("127.0.0.1:0"), threads: 1, context: context)
        async let running: Void = listener.run()
        let endpoint = listener.endpoint
        let queue = queue
        try await onThread {
            let client = try DatagramClient()
            try client.send(.request("OPTIONS"), to: endpoint)
            _ = try #require(client.receive())
            let seen = queue.take(within: .seconds(5)) + queue.take(within: .milliseconds(500))
            #expect(try seen.map { try $0.bytes.message.status } == [nil, 200])
            #expect(seen.map(\.source) == [client.endpoint, endpoint])
            #expect(seen.map(\.destination) == [endpoint, client.endpoint])
        }
        listener.stop()
        try await running
    }

    @Test func aConnectionShowsWhatIsBrokenToo() throws {
        let channel = EmbeddedChannel()
        let handler = try StreamHandler(
            context: .make(mirror: queue), transport: .tls, source: .peer, destination: .local,
            messageTimeout: .seconds(10), channel: channel)
        try channel.pipeline.syncOperations.addHandler(handler)
        channel.connect(to: try SocketAddress(ipAddress: "198.51.100.7", port: 5062), promise: nil)
        try channel.writeInbound(ByteBuffer.request("OPTIONS"))
        var seen = queue.take(within: .zero)
        #expect(try seen.map { try $0.bytes.message.status } == [nil, 200])
        #expect(seen.map(\.transport) == [.tls, .tls])
        try channel.writeInbound(ByteBuffer(string: "OPTIONS sip:cut"))
        _ = try? channel.finish()
        seen = queue.take(within: .zero)
        #expect(seen.map { String(buffer: $0.bytes) } == ["OPTIONS sip:cut"])
    }
}

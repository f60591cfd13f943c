import Events
import NIOCore
import NIOEmbedded
import SIP
import Testing

@testable import Honeypot

@Suite struct StreamHandlerTests {
    private let trap = EventTrap()

    private func connect(
        _ collection: ProbeEvent.Collection = .responsive, transport: SIPTransport = .tcp, from source: Endpoint = .peer
    ) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        let handler = try StreamHandler(
            context: .make(collection, trap: trap), transport: transport, source: source, destination: .local,
            messageTimeout: .seconds(10), channel: channel)
        try channel.pipeline.syncOperations.addHandler(handler)
        channel.connect(to: try SocketAddress(ipAddress: "198.51.100.7", port: 5062), promise: nil)
        return channel
    }

    /// Everything that was written, in one piece.
    private func sent(by channel: EmbeddedChannel) throws -> ByteBuffer {
        var all = ByteBuffer()
        while let next = try channel.readOutbound(as: ByteBuffer.self) { all.writeImmutableBuffer(next) }
        return all
    }

    private func statuses(sentBy channel: EmbeddedChannel) throws -> [Int?] {
        var framer = SIPStreamFramer()
        framer.append(try sent(by: channel))
        var statuses: [Int?] = []
        while case .message(let bytes)? = framer.next() { statuses.append(try bytes.message.status) }
        return statuses
    }

    @Test func aMessageIsAnsweredAndRecorded() throws {
        let channel = try connect()
        try channel.writeInbound(ByteBuffer.request("MESSAGE", body: "hello"))
        #expect(try statuses(sentBy: channel) == [202])
        let event = try #require(trap.take().events.first)
        #expect(event.message == .request("MESSAGE", body: "hello"))
        #expect(event.source == .peer && event.destination == .local && event.transport == .tcp)
        #expect(channel.isActive)
    }

    @Test("A message in two segments is one, wherever they part (RFC 3261 §18.3)")
    func segments() throws {
        let message = ByteBuffer.request("MESSAGE", body: "hello")
        for split in 1..<message.readableBytes {
            let channel = try connect()
            var rest = message
            let start = rest.readSlice(length: split)
            try channel.writeInbound(try #require(start))
            #expect(trap.take().isEmpty)
            try channel.writeInbound(rest)
            #expect(trap.take().events.map(\.message) == [message], "split at \(split)")
            #expect(try statuses(sentBy: channel) == [202])
        }
    }

    @Test func aMessageByteByByte() throws {
        let channel = try connect()
        for byte in ByteBuffer.request("INVITE").readableBytesView {
            try channel.writeInbound(ByteBuffer(bytes: [byte]))
        }
        #expect(trap.take().events.map(\.message) == [.request("INVITE")])
        #expect(try statuses(sentBy: channel) == [404])
    }

    @Test func severalMessagesInOneSegmentAndAPart() throws {
        let channel = try connect()
        var bytes = ByteBuffer()
        let messages = ["OPTIONS", "ACK", "BYE"].map { ByteBuffer.request($0, body: "x") }
        for message in messages { bytes.writeImmutableBuffer(message) }
        bytes.writeString("INVITE sip:h")
        try channel.writeInbound(bytes)
        #expect(trap.take().events.map(\.message) == messages)
        #expect(try statuses(sentBy: channel) == [200, 481])
        try channel.writeInbound(ByteBuffer(string: " SIP/2.0\r\nVia: SIP/2.0/TCP h\r\n\r\n"))
        #expect(trap.take().events.map(\.methodName) == [ByteRange(0, 6)])
    }

    @Test("CRLFCRLF asks for a sign of life and gets CRLF (RFC 5626 §3.5.1)")
    func keepAlive() throws {
        let channel = try connect()
        for part in ["\r", "\n\r\n"] { try channel.writeInbound(ByteBuffer(string: part)) }
        #expect(try sent(by: channel).text == "\r\n")
        var bytes = ByteBuffer.request()
        bytes.writeString("\r\n\r\n\r\n\r\n")
        try channel.writeInbound(bytes)
        #expect(try sent(by: channel).text.hasSuffix("\r\n\r\n\r\n\r\n"))
        #expect(trap.take().events.count == 1)
        #expect(channel.isActive)
    }

    @Test func passiveSendsNothing() throws {
        let channel = try connect(.passive)
        try channel.writeInbound(ByteBuffer(string: "\r\n\r\n"))
        try channel.writeInbound(ByteBuffer.request())
        try channel.writeInbound(ByteBuffer.request(contentLength: "x"))
        #expect(try sent(by: channel).readableBytes == 0)
        #expect(trap.take().events.map(\.collection) == [.passive, .passive])
        #expect(!channel.isActive)
    }

    @Test(
        "A Content-Length that cannot be followed gets 400, and the connection ends (RFC 3261 §18.3)",
        arguments: ["x", "-1", "5 5", "99999999999999999999"])
    func badContentLength(length: String) throws {
        let channel = try connect()
        try channel.writeInbound(ByteBuffer.request("INVITE", contentLength: length))
        #expect(try statuses(sentBy: channel) == [400])
        #expect(!channel.isActive)
        let event = try #require(trap.take().events.first)
        #expect(event.method == .invite && event.defects.contains(.badContentLength))
    }

    @Test(
        "What is no SIP is recorded, and the connection ends",
        arguments: [
            (ByteBuffer(bytes: [0x16, 0x03, 0x01, 0x02, 0x00]), SIPStreamFramer.Break.notSIP),
            (ByteBuffer(repeating: 0x41, count: 10_000), .notSIP),
            (ByteBuffer.request("MESSAGE", contentLength: "70000"), .tooLarge),
            (ByteBuffer(string: "OPTIONS sip:h SIP/2.0\r\n" + String(repeating: "X: y\r\n", count: 12_000)), .tooLarge),
        ])
    func broken(bytes: ByteBuffer, reason: SIPStreamFramer.Break) throws {
        let channel = try connect()
        try channel.writeInbound(bytes)
        #expect(try sent(by: channel).readableBytes == 0)
        #expect(!channel.isActive)
        let events = trap.take().events
        #expect(events.map(\.malformation) == [.brokenStream(reason)])
        #expect(events.map(\.message) == [bytes])
    }

    @Test func anotherProtocolsRequestIsOneMalformedMessage() throws {
        let channel = try connect()
        let bytes = ByteBuffer(string: "GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        try channel.writeInbound(bytes)
        #expect(try sent(by: channel).readableBytes == 0)
        let events = trap.take().events
        #expect(events.map(\.malformation) == [.unreadable(.noStartLine)] && events.map(\.message) == [bytes])
    }

    @Test func theEndCutsAMessageShort() throws {
        let channel = try connect()
        try channel.writeInbound(ByteBuffer(string: "INVITE sip:1@h SIP/2.0\r\nVia: "))
        channel.close(promise: nil)
        let event = try #require(trap.take().events.first)
        #expect(event.malformation == .brokenStream(.truncated))
        #expect(event.message.text == "INVITE sip:1@h SIP/2.0\r\nVia: ")
        #expect(trap.take().isEmpty)
    }

    @Test(arguments: ["", "\r\n", "\r\n\r", "\n"])
    func nothingHalfIsNothing(rest: String) throws {
        let channel = try connect()
        try channel.writeInbound(ByteBuffer.request())
        if !rest.isEmpty { try channel.writeInbound(ByteBuffer(string: rest)) }
        channel.close(promise: nil)
        #expect(trap.take().events.map(\.malformation) == [nil])
    }

    @Test("A sender that is too slow is cut off, however it keeps going")
    func deadline() throws {
        let channel = try connect()
        for byte in ByteBuffer.request().readableBytesView.prefix(10) {
            #expect(channel.isActive)
            try channel.writeInbound(ByteBuffer(bytes: [byte]))
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        }
        #expect(!channel.isActive)
        let events = trap.take().events
        #expect(events.map(\.malformation) == [.brokenStream(.truncated)])
        #expect(events.map(\.message.text) == ["OPTIONS si"])
    }

    @Test func eachMessageHasItsOwnTime() throws {
        let channel = try connect()
        // Messages overlap the segments, so that there is always half of one.
        var stream = ByteBuffer()
        for _ in 0..<10 { stream.writeImmutableBuffer(.request()) }
        let size = ByteBuffer.request().readableBytes
        let half = stream.readSlice(length: size / 2)
        try channel.writeInbound(try #require(half))
        for _ in 0..<9 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(9))
            let next = stream.readSlice(length: size)
            try channel.writeInbound(try #require(next))
            #expect(channel.isActive)
        }
        #expect(trap.take().events.count == 9)
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        #expect(!channel.isActive)
        #expect(trap.take().events.map(\.malformation) == [.brokenStream(.truncated)])
    }

    @Test func betweenMessagesThereIsNoDeadline() throws {
        let channel = try connect()
        try channel.writeInbound(ByteBuffer.request())
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
        try channel.writeInbound(ByteBuffer.request())
        #expect(trap.take().events.count == 2)
    }

    @Test func silenceEndsTheConnection() throws {
        let channel = try connect()
        try channel.writeInbound(ByteBuffer(string: "INVITE"))
        channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.read)
        #expect(!channel.isActive)
        #expect(trap.take().events.map(\.malformation) == [.brokenStream(.truncated)])
    }

    @Test func afterTheEndNothingIsRead() throws {
        let channel = try connect()
        var bytes = ByteBuffer.request(contentLength: "x")
        bytes.writeImmutableBuffer(.request())
        try channel.writeInbound(bytes)
        #expect(trap.take().events.count == 1)
        channel.pipeline.fireChannelRead(ByteBuffer.request())
        #expect(trap.take().isEmpty)
    }

    @Test func anErrorEndsTheConnection() throws {
        let channel = try connect(transport: .tls)
        try channel.writeInbound(ByteBuffer(string: "OPTIONS"))
        channel.pipeline.fireErrorCaught(IOError(errnoCode: 104, reason: "reset"))
        #expect(!channel.isActive)
        #expect(trap.take().events.map(\.transport) == [.tls])
    }

    @Test("A peer that does not read is not read from")
    func backpressure() throws {
        let channel = try connect()
        func autoRead() -> [Bool] {
            channel.options.filter { $0.option is ChannelOptions.Types.AutoReadOption }.compactMap { $0.value as? Bool }
        }
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(autoRead() == [false])
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(autoRead().last == true)
    }

    @Test func eachConnectionKeepsItsPeer() throws {
        let peers = try ["198.51.100.1:1", "198.51.100.2:2", "[2001:db8::1]:3"].map(Endpoint.make)
        let channels = try peers.map { try connect(from: $0) }
        for channel in channels { try channel.writeInbound(ByteBuffer(string: "OPTIONS sip:h SIP/2.0\r\n")) }
        for channel in channels.reversed() {
            try channel.writeInbound(ByteBuffer(string: "Via: SIP/2.0/TCP h\r\n\r\n"))
        }
        #expect(trap.take().events.map(\.source) == peers.reversed())
    }
}

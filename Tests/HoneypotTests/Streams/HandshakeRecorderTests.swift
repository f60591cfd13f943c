import Events
import NIOCore
import NIOEmbedded
import NIOTLS
import SIP
import Testing

@testable import Honeypot

@Suite struct HandshakeRecorderTests {
    private let trap = EventTrap()
    private let channel: EmbeddedChannel

    init() throws {
        let recorder = try HandshakeRecorder(
            context: .make(trap: trap), source: .peer, destination: .local, timeout: .seconds(10))
        channel = EmbeddedChannel(handlers: [recorder, HandshakeWitness(recorder: recorder)])
        channel.connect(to: try SocketAddress(ipAddress: "198.51.100.7", port: 5062), promise: nil)
    }

    private func complete() {
        channel.pipeline.fireUserInboundEventTriggered(TLSUserEvent.handshakeCompleted(negotiatedProtocol: nil))
    }

    @Test func bytesGoOnToTLS() throws {
        try channel.writeInbound(ByteBuffer(string: "hello"))
        #expect(try channel.readInbound(as: ByteBuffer.self)?.text == "hello")
        complete()
        try channel.writeInbound(ByteBuffer(string: "more"))
        #expect(try channel.readInbound(as: ByteBuffer.self)?.text == "more")
    }

    @Test func aHandshakeThatStopsHalfWayIsAnEvent() throws {
        for part in ["first ", "second"] { try channel.writeInbound(ByteBuffer(string: part)) }
        #expect(trap.take().isEmpty)
        channel.close(promise: nil)
        let event = try #require(trap.take().events.first)
        #expect(event.malformation == .handshakeFailed)
        #expect(event.message.text == "first second")
        #expect(event.source == .peer && event.destination == .local && event.transport == .tls)
    }

    @Test func oneThatIsDoneIsNone() throws {
        try channel.writeInbound(ByteBuffer(string: "hello"))
        complete()
        try channel.writeInbound(ByteBuffer(string: "secret"))
        channel.close(promise: nil)
        #expect(trap.take().isEmpty)
    }

    @Test func silenceIsNone() {
        channel.close(promise: nil)
        #expect(trap.take().isEmpty)
    }

    @Test func onlyTheFirstBytesAreKept() throws {
        for _ in 0..<10 { try channel.writeInbound(ByteBuffer(repeating: 0x16, count: 1_000)) }
        channel.close(promise: nil)
        #expect(trap.take().events.map(\.message.readableBytes) == [4_096])
    }

    @Test func itHasItsTimeHoweverSlowlyItGoesOn() throws {
        for _ in 0..<10 {
            #expect(channel.isActive)
            try channel.writeInbound(ByteBuffer(string: "x"))
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        }
        #expect(!channel.isActive)
        #expect(trap.take().events.map(\.message.text) == ["xxxxxxxxxx"])
    }

    @Test func onceDoneItHasAllTheTime() {
        complete()
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
    }
}

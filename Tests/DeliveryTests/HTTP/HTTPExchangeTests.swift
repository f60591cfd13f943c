import NIOCore
import NIOPosix
import Testing

@testable import Delivery

/// Requests to a loopback socket that answers as a test says.
@Suite(.timeLimit(.minutes(5))) struct HTTPExchangeTests {
    private let group = MultiThreadedEventLoopGroup.singleton

    /// Posts two bytes, and one answer comes back.
    /// - Parameter answer: nil says nothing.
    private func post(
        answering answer: String?, within time: TimeAmount = .seconds(20)
    ) async throws -> Result<HTTPAnswer, HTTPFault> {
        let listener = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.pipeline.addHandler(Answering(text: answer))
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        let exchange = HTTPExchange(on: group, trusting: [], connections: 1, answerTime: time)
        let result = await exchange.post(
            ByteBuffer(string: "{}"), to: "http://127.0.0.1:\(port)/", headers: ["Content-Type": "a/b"], limit: 10)
        await exchange.shutdown()
        try await listener.close()
        return result
    }

    @Test func anAnswerIsReadWithItsWishToBeLeftAlone() async throws {
        let result = try await post(answering: "HTTP/1.1 503 -\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\nno")
        #expect(result == .success(HTTPAnswer(status: 503, retryAfter: .seconds(7), body: ByteBuffer(string: "no"))))
    }

    @Test func ofALongAnswerNoMoreIsReadThanIsWanted() async throws {
        let result = try await post(answering: "HTTP/1.1 200 -\r\nContent-Length: 1000000\r\n\r\n0123456789abcdef")
        #expect(result == .success(HTTPAnswer(status: 200, body: ByteBuffer(string: "0123456789"), isCut: true)))
    }

    @Test func silenceIsNotWaitedForWithoutEnd() async throws {
        #expect(try await post(answering: nil, within: .milliseconds(300)) == .failure(.tooSlow))
    }

    @Test func aBodyThatNeverEndsIsCut() async throws {
        let half = "HTTP/1.1 200 -\r\nContent-Length: 10\r\n\r\n{"
        let answer = try await post(answering: half, within: .seconds(3)).get()
        #expect(answer.status == 200 && answer.isCut)
        #expect(TokenAnswer.read(answer) == .failure(.notJSON))
    }

    private final class Answering: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        let text: String?

        init(text: String?) { self.text = text }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard let text, String(buffer: unwrapInboundIn(data)).contains("{}") else { return }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }
    }
}

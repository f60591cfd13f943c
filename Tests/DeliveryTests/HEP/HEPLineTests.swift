import Dispatch
import Events
import Foundation
import Logging
import NIOCore
import Synchronization
import Testing

@testable import Delivery

/// A line to a socket of the test's, run by a thread of its own.
@Suite(.timeLimit(.minutes(5))) struct HEPLineTests {
    private final class Running: Sendable {
        let queue: MirrorQueue
        private let ended = DispatchSemaphore(value: 0)

        init(to collector: HEPCollector, limits: MirrorQueue.Limits = .init(), logger: Logger = Logger(label: "test")) {
            let queue = MirrorQueue(limits: limits)
            self.queue = queue
            Thread.detachNewThread { [ended] in
                var line = HEPLine(
                    to: collector, encoder: HEPEncoder(agent: 1, password: nil), queue: queue, logger: logger)
                line.run()
                ended.signal()
            }
        }

        func end() -> Bool {
            queue.close()
            return ended.wait(timeout: .now() + 5) == .success
        }
    }

    private func message(_ text: String) throws -> MirroredMessage { try .make(ByteBuffer(string: text)) }

    @Test func datagramsArriveInOrder() throws {
        let collector = try TestCollector(.udp)
        let line = Running(to: collector.address)
        for number in 0..<200 { line.queue.put([try message("message \(number)")]) }
        for number in 0..<200 {
            #expect(
                String(decoding: try #require(collector.datagram()).suffix("message \(number)".count), as: UTF8.self)
                    == "message \(number)")
        }
        #expect(line.end())
    }

    @Test func aStreamIsConnectedAnewWhenItsPeerGoes() throws {
        let collector = try TestCollector(.tcp)
        let line = Running(to: collector.address)
        for round in 0..<2 {
            let connection = try #require(collector.accept())
            line.queue.put([try message("round \(round)")])
            #expect(String(decoding: connection.read(until: "round \(round)"), as: UTF8.self).hasPrefix("HEP3"))
            connection.close()
        }
        #expect(line.end())
    }

    @Test func whatWaitsIsSentBeforeTheEnd() throws {
        let collector = try TestCollector(.tcp)
        let line = Running(to: collector.address)
        let connection = try #require(collector.accept())
        line.queue.put(try (0..<1_000).map { try message("message \($0)") })
        #expect(line.end())
        #expect(String(decoding: connection.read(until: "message 999"), as: UTF8.self).hasSuffix("message 999"))
    }

    @Test(arguments: HEPCollector.Transport.allCases) func nobodyThereIsOneLineAndNotAnEnd(
        transport: HEPCollector.Transport
    ) throws {
        let log = LogLines()
        let collector = try TestCollector(transport)
        let address = collector.address
        collector.close()
        let line = Running(to: address, logger: log.logger)
        for number in 0..<20 {
            line.queue.put([try message("message \(number)")])
            usleep(20_000)
        }
        #expect(line.end())
        #expect(log.lines.count == 1)
        #expect(log.lines.first?.contains(address.description) == true)
    }

    @Test func aCollectorThatTakesNothingCostsTheQueueAndNotTheEnd() throws {
        let collector = try TestCollector(.tcp)
        var limits = MirrorQueue.Limits()
        limits.bytes = 1 << 20
        let line = Running(to: collector.address, limits: limits)
        let connection = try #require(collector.accept())
        let large = try MirroredMessage.make(ByteBuffer(repeating: UInt8(ascii: "x"), count: 60_000))
        let end = ContinuousClock.now + .seconds(20)
        // Until the kernel's buffers are full, and then the queue.
        while line.queue.put([large]), .now < end { usleep(100) }
        #expect(ContinuousClock.now < end)
        #expect(line.end(), "though nobody reads")
        connection.close()
    }
}

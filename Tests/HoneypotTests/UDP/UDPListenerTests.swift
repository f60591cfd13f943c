import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite(.timeLimit(.minutes(5))) struct UDPListenerTests {
    @Test func readsAnswersAndRecordsUntilItIsStopped() async throws {
        let trap = EventTrap(patience: .seconds(20))
        let listener = try UDPListener(endpoint: .make("127.0.0.1:0"), threads: 2, context: .make(trap: trap))
        async let running: Void = listener.run()
        // Whoever leaves early waits for it.
        defer { listener.stop() }
        let endpoint = listener.endpoint
        let events = try await onThread {
            for host in ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"] {
                let client = try DatagramClient(host)
                try client.send(.request("OPTIONS", callID: host), to: endpoint)
                let answer = try #require(client.receive())
                #expect(try answer.bytes.message.status == 200)
                #expect(answer.source == endpoint)
                // Nothing is sent for this one, and it counts all the same.
                try client.send(ByteBuffer(), to: endpoint)
            }
            return trap.take(8)
        }
        #expect(events.count == 8)
        #expect(Set(events.map(\.source.address.description)).count == 4)
        #expect(events.filter { $0.malformation == .unreadable(.empty) }.count == 4)
        #expect(events.allSatisfy { $0.destination == endpoint })
        listener.stop()
        try await running
    }

    @Test func aPortThatIsTaken() throws {
        let client = try DatagramClient()
        #expect(throws: ListenerError.portTaken(.udp, client.endpoint)) {
            _ = try UDPListener(endpoint: client.endpoint, threads: 1, context: .make())
        }
    }
}

import Events
import Glibc
import Logging
import NIOCore
import SIP
import ServiceLifecycle
import Testing

@testable import Honeypot

@Suite(.timeLimit(.minutes(5))) struct HoneypotTests {
    private let trap = EventTrap(patience: .seconds(20))

    private func make(_ change: (inout Honeypot.Configuration) throws -> Void) async throws -> Honeypot {
        var configuration = Honeypot.Configuration()
        configuration.isResponsive = true
        try change(&configuration)
        let disguise = try Disguise.made(.freepbx)
        for _ in 0..<20 {
            do throws(ListenerError) {
                return try await start(configuration, disguise)
            } catch .portTaken(.tcp, _) {
                // With port 0, the one that UDP was given may be another's for TCP.
            }
        }
        return try await start(configuration, disguise)
    }

    private func start(_ configuration: Honeypot.Configuration, _ disguise: Disguise) async throws(ListenerError)
        -> Honeypot
    {
        try await Honeypot(
            configuration, node: ReceptionContext.node, disguise: disguise, ids: EventIDGenerator(), identity: nil,
            pipeline: trap.pipeline, logger: Logger(label: "test"))
    }

    /// Serves as the node does until `body` is done, then stops gracefully.
    private func serve(_ honeypot: Honeypot, until body: @escaping @Sendable () throws -> Void) async throws {
        let group = ServiceGroup(services: [honeypot], logger: Logger(label: "group"))
        async let running: Void = group.run()
        try await onThread(body)
        await group.triggerGracefulShutdown()
        try await running
    }

    @Test func itSaysOnWhatItDoesNotListen() async throws {
        let honeypot = try await make { $0.sipListen = [try .make("127.0.0.1:0")] }
        #expect(honeypot.deaf.map(\.transport) == [.udp])
        try await serve(honeypot) {
            let client = try DatagramClient("127.0.0.1")
            try client.send(.request(), to: honeypot.listening[0].endpoint)
            _ = client.receive()
            for _ in 0..<1_000 where !honeypot.deaf.isEmpty { usleep(5_000) }
            #expect(honeypot.deaf.isEmpty)
        }
        #expect(honeypot.deaf.map(\.transport) == [.udp, .tcp])
    }

    @Test func bothTransportsShareAPortAndAnswer() async throws {
        let honeypot = try await make { $0.sipListen = [try .make("127.0.0.1:0"), try .make("[::1]:0")] }
        let listening = honeypot.listening
        #expect(listening.map(\.transport) == [.udp, .tcp, .udp, .tcp])
        let ports = listening.map(\.endpoint.port)
        #expect(ports.dropFirst(1).first == ports.first && ports.dropFirst(3).first == ports.dropFirst(2).first)
        #expect(listening.allSatisfy { $0.endpoint.port != 0 })
        let trap = trap
        try await serve(honeypot) {
            for (transport, endpoint) in listening {
                let host = endpoint.address.description
                if transport == .udp {
                    let client = try DatagramClient(host)
                    try client.send(.request(), to: endpoint)
                    #expect(try client.receive()?.bytes.message.status == 200)
                } else {
                    let client = try StreamClient(to: endpoint, from: host)
                    try client.send(.request())
                    #expect(client.receive(12).text.hasPrefix("SIP/2.0 200 "))
                }
            }
            let events = trap.take(4)
            #expect(
                Set(events.map { "\($0.transport) \($0.destination)" })
                    == Set(listening.map { "\($0.transport) \($0.endpoint)" }))
            #expect(events.allSatisfy { $0.node == ReceptionContext.node && $0.collection == .responsive })
        }
    }

    @Test func passiveIsTheDefault() async throws {
        let honeypot = try await make {
            $0 = Honeypot.Configuration()
            $0.sipListen = [try .make("127.0.0.1:0")]
        }
        let (endpoint, trap) = (try #require(honeypot.listening.first).endpoint, trap)
        try await serve(honeypot) {
            let client = try DatagramClient()
            try client.send(.request(), to: endpoint)
            #expect(trap.take(1).map(\.collection) == [.passive])
        }
    }

    @Test func aShutdownHandsOnWhatOpenConnectionsHaveSent() async throws {
        let honeypot = try await make { $0.sipListen = [try .make("127.0.0.1:0")] }
        let (endpoint, trap) = (try #require(honeypot.listening.last).endpoint, trap)
        let group = ServiceGroup(services: [honeypot], logger: Logger(label: "group"))
        async let running: Void = group.run()
        let client = try await onThread {
            let client = try StreamClient(to: endpoint)
            try client.send(ByteBuffer(string: "\r\n\r\nINVITE sip:1@h"))
            // The node has read it when it answers.
            #expect(client.receive(2).text == "\r\n")
            return client
        }
        await group.triggerGracefulShutdown()
        try await running
        #expect(trap.take(1).map(\.malformation) == [.brokenStream(.truncated)])
        withExtendedLifetime(client) {}
    }

    @Test func ignoredSourcesAreAnsweredOnly() async throws {
        let honeypot = try await make {
            $0.sipListen = [try .make("127.0.0.1:0")]
            $0.ignored = [try #require(CIDR("127.0.0.2/32"))]
        }
        let (endpoint, trap) = (try #require(honeypot.listening.first).endpoint, trap)
        try await serve(honeypot) {
            for host in ["127.0.0.2", "127.0.0.1"] {
                let client = try DatagramClient(host)
                try client.send(.request(), to: endpoint)
                #expect(try client.receive()?.bytes.message.status == 200)
            }
            #expect(trap.take(1).map(\.source.address.description) == ["127.0.0.1"])
        }
    }

    @Test func aPortThatIsTakenStopsTheStart() async throws {
        let client = try DatagramClient()
        await #expect(throws: ListenerError.portTaken(.udp, client.endpoint)) {
            _ = try await make { $0.sipListen = [client.endpoint] }
        }
    }

    @Test func anAddressThatIsMissingStopsTheStartUnlessItIsADefault() async throws {
        let missing = try Endpoint.make("192.0.2.1:0")
        await #expect(throws: ListenerError.noSuchAddress(.udp, missing)) {
            _ = try await make { $0.sipListen = [missing] }
        }
        let honeypot = try await make {
            $0.sipListen = [missing, try .make("127.0.0.1:0")]
            $0.toleratesMissingAddresses = true
        }
        #expect(honeypot.listening.map(\.endpoint.address.description) == ["127.0.0.1", "127.0.0.1"])
        try await serve(honeypot) {}
    }

    @Test func withoutAddressesItServesNobodyAndStops() async throws {
        let honeypot = try await make { _ in }
        #expect(honeypot.listening.isEmpty)
        try await serve(honeypot) {}
    }
}

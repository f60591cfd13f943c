import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("When media plays") struct CallMediaTests {
    private var bench = CallBench()
    private let plan = CallPlan.make(media: .make())

    private mutating func take() -> [String] {
        bench.take().filter { $0.contains("media") || $0.contains("ended") }
    }

    @Test mutating func itStartsWithTheAckThatProvesTheAddress() throws {
        try bench.invite(by: plan)
        bench.pass(.seconds(5))
        #expect(take() == [])
        try bench.receive(.inside("ACK", cseq: 1))
        #expect(take() == ["start media"])
        try bench.receive(.inside("ACK", cseq: 1))
        #expect(take() == [])
    }

    @Test mutating func itStartsWithTheAnswerWhereTheAddressIsProved() throws {
        bench.isProved = true
        try bench.invite(by: plan)
        #expect(take() == [])
        bench.pass(.seconds(4))
        #expect(take() == ["start media"])
    }

    @Test mutating func earlyMediaStartsWithItsSession() throws {
        bench.transport = .tcp
        try bench.invite(
            by: .make(provisional: [.init(SIPStatus(183), after: .seconds(1), hasSession: true)], media: .make()))
        bench.pass(.seconds(1))
        #expect(take() == ["start media"])
        bench.pass(.seconds(3))
        #expect(take() == [])
        try bench.receive(.cancel())
        #expect(take() == [])
    }

    @Test(arguments: ["BYE", "hang-up"]) mutating func itStopsBeforeTheCallEnds(reason: String) throws {
        try bench.talk(by: plan)
        _ = take()
        if reason == "BYE" { try bench.receive(.inside("BYE", cseq: 2)) } else { bench.pass(.seconds(30)) }
        #expect(bench.take().filter { $0.contains("media") || $0.contains("ended") }.first == "stop media")
        bench.pass(.seconds(100))
        #expect(!take().contains("stop media"))
    }

    @Test mutating func whatWasReservedForItIsGivenBackWhenItNeverStarts() throws {
        try bench.invite(by: plan)
        try bench.receive(.cancel())
        #expect(take() == ["release media", "ended cancelled"])
    }

    @Test mutating func anAckFromElsewhereStartsItOnlyTowardsAProvedAddress() throws {
        try bench.invite(by: plan)
        bench.pass(.seconds(4))
        try bench.receive(.inside("ACK", cseq: 1), from: Endpoint(address: .v4(1), port: 1))
        #expect(take() == [])
        try bench.receive(.inside("ACK", cseq: 1))
        #expect(take() == ["start media"])
    }
}

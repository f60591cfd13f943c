import Events
import SIP
import Testing

@testable import Sharing

struct ExchangeLookupTests {
    private func network(_ lookups: ExchangeSettings.Lookups = .direct) throws -> ModelNetwork {
        var settings = ExchangeSettings()
        settings.hearsFeeds = false
        settings.lookups = lookups
        var network = ModelNetwork([try .make(1), try .make(2, settings)])
        network.run(for: .seconds(5))
        let now = network.now
        network.exchanges[0].see(try event(at: now), at: now)
        network.run(for: .seconds(5))
        return network
    }

    private func ask(_ subject: Subject, _ network: inout ModelNetwork) -> LookupAnswer? {
        network.exchanges[1].lookUp(subject, ticket: 7, at: network.now)
        network.run(for: .seconds(2.5))
        return network.wishes[1].answers[7]
    }

    @Test(arguments: [ExchangeSettings.Lookups.direct, .bucket])
    func theNetworkTellsWhatSomebodySaw(_ lookups: ExchangeSettings.Lookups) throws {
        var network = try network(lookups)
        #expect(network.wishes[1].reports.isEmpty)
        guard case .reported(let evidence) = ask(.address(try address("185.53.88.31")), &network) else {
            Issue.record("not reported")
            return
        }
        #expect(evidence.map(\.evidence.author) == [try author(1).author])
        let number = try #require(try event().e164)
        guard case .reported = ask(.number(number), &network) else {
            Issue.record("not reported")
            return
        }
    }

    @Test func whatNobodySawIsNotSeenOrUnknown() throws {
        var network = try network()
        let other = Subject.address(try address("185.53.88.32"))
        #expect(ask(other, &network) == .notSeen)
        network.goodNodes = 7
        network.turn()
        #expect(ask(other, &network) == .unknown(.fewNodes))
        network.offline = [1]
        network.turn()
        #expect(ask(other, &network) == .unknown(.fewNodes))
        network.exchanges[1].allow([])
        #expect(ask(other, &network) == .unknown(.notAsked))
    }

    @Test func nobodyIsAskedWhenLookupsAreOff() throws {
        var network = try network(.off)
        let before = network.wishes[1].gets
        #expect(ask(.address(try address("185.53.88.31")), &network) == .unknown(.notAsked))
        #expect(network.wishes[1].gets == before)
    }

    @Test func silenceIsUnknownAfterTwoSeconds() throws {
        var exchange = try Exchange.make(1)
        var statistics = NodeStatistics()
        statistics.goodNodes = 20
        exchange.hear(.statistics(statistics), at: start)
        exchange.lookUp(.address(try address("185.53.88.31")), ticket: 3, at: start)
        let actions = exchange.advance(to: start.adding(.seconds(1)))
        #expect(!actions.contains { if case .answer = $0 { true } else { false } })
        let later = exchange.advance(to: start.adding(.seconds(2)))
        #expect(later.contains(.answer(ticket: 3, .unknown(.unfinished))))
    }

    @Test func onlySoManyWaitAtOnce() throws {
        var exchange = try Exchange.make(1)
        var statistics = NodeStatistics()
        statistics.goodNodes = 20
        exchange.hear(.statistics(statistics), at: start)
        for ticket in 0..<100 as Range<UInt64> {
            exchange.lookUp(.address(.v4(UInt32(ticket))), ticket: ticket, at: start)
        }
        let answers = exchange.advance(to: start).filter { if case .answer = $0 { true } else { false } }
        #expect(answers.count == 100 - PendingLookups.limit)
    }
}

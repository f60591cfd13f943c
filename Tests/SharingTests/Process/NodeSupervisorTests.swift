import SIP
import Testing

@testable import Sharing

@Suite struct NodeSupervisorTests {
    let start = ContinuousClock.now
    let key: InfoHash
    let configuration = NodeConfiguration()

    init() throws {
        key = try #require(InfoHash(bytes: [UInt8](repeating: 7, count: 20)))
    }

    private func put(_ id: UInt64) -> NetworkPut {
        NetworkPut(request: id, key: key, id: id, userType: "", data: [1])
    }

    private var connected: NodeReport {
        var statistics = NodeStatistics()
        statistics.goodNodes = 1
        return .statistics(statistics)
    }

    @Test func theFirstChildIsToldWhatWasAskedForBefore() throws {
        var supervisor = NodeSupervisor(configuration, at: start)
        let endpoint = Endpoint(address: .v4(1), port: 2)
        #expect(supervisor.bootstrap([endpoint]) == [])
        #expect(supervisor.listen(1, key) == [])
        #expect(
            supervisor.advance(to: start) == [
                .spawn, .send(.start(configuration)), .send(.bootstrap([endpoint])),
                .send(.listen(request: 1, key: key)),
            ])
        #expect(supervisor.advance(to: start) == [])
    }

    @Test func putsAndGetsWaitForSomebodyToAsk() {
        var supervisor = NodeSupervisor(configuration, at: start)
        _ = supervisor.advance(to: start)
        #expect(supervisor.put(put(5), at: start) == [])
        #expect(supervisor.get(2, key) == [])
        #expect(supervisor.hear(.statistics(NodeStatistics()), at: start) == [])
        #expect(!supervisor.isConnected)
        #expect(supervisor.hear(connected, at: start) == [.send(.put(put(5))), .send(.get(request: 2, key: key))])
        #expect(supervisor.isConnected)
        #expect(supervisor.hear(connected, at: start) == [], "once a child")
        #expect(supervisor.put(put(6), at: start) == [.send(.put(put(6)))])
    }

    @Test func theNextChildIsToldWhatStillMatters() {
        var supervisor = NodeSupervisor(configuration, at: start)
        _ = supervisor.listen(1, key)
        _ = supervisor.advance(to: start)
        _ = supervisor.hear(connected, at: start)
        _ = supervisor.put(put(5), at: start)
        _ = supervisor.put(put(6), at: start + .seconds(590))
        _ = supervisor.get(2, key)
        _ = supervisor.get(3, key)
        _ = supervisor.hear(.done(request: 2, hasSucceeded: true), at: start + .seconds(595))
        supervisor.end(at: start + .seconds(600))
        #expect(!supervisor.isConnected)
        let restart = start + .seconds(601)
        #expect(supervisor.advance(to: restart).last == .send(.listen(request: 1, key: key)))
        var aged = put(6)
        aged.age = .seconds(11)
        #expect(supervisor.hear(connected, at: restart) == [.send(.put(aged)), .send(.get(request: 3, key: key))])
    }

    @Test func aListenThatWasCancelledIsGone() {
        var supervisor = NodeSupervisor(configuration, at: start)
        _ = supervisor.listen(1, key)
        _ = supervisor.listen(2, key)
        #expect(supervisor.cancel(1) == [], "no child is there to be told")
        #expect(supervisor.advance(to: start).last == .send(.listen(request: 2, key: key)))
        #expect(supervisor.cancel(2) == [.send(.cancel(request: 2))])
        #expect(supervisor.cancel(2) == [])
        supervisor.end(at: start)
        #expect(supervisor.advance(to: start + .seconds(1)).last == .send(.bootstrap([])))
    }

    @Test func theNextChildDoesNotServeEither() {
        var supervisor = NodeSupervisor(configuration, at: start)
        _ = supervisor.advance(to: start)
        #expect(supervisor.serve(true) == [], "it does")
        #expect(supervisor.serve(false) == [.send(.serve(false))])
        supervisor.end(at: start)
        #expect(supervisor.advance(to: start + .seconds(1)).contains(.send(.serve(false))))
        #expect(supervisor.serve(true) == [.send(.serve(true))])
        supervisor.end(at: start + .seconds(1))
        #expect(!supervisor.advance(to: start + .seconds(9)).contains(.send(.serve(false))))
    }

    @Test func aNodeAtRestHasNoChildAndLosesNothing() {
        var supervisor = NodeSupervisor(configuration, at: start)
        _ = supervisor.listen(1, key)
        _ = supervisor.advance(to: start)
        _ = supervisor.hear(connected, at: start)
        #expect(supervisor.rest(true, at: start) == [.end])
        #expect(supervisor.rest(true, at: start) == [])
        #expect(supervisor.put(put(5), at: start) == [])
        #expect(supervisor.advance(to: start + .seconds(60)) == [], "not even one that is silent")
        #expect(supervisor.rest(false, at: start + .seconds(60)) == [])
        #expect(
            supervisor.advance(to: start + .seconds(60)) == [
                .spawn, .send(.start(configuration)), .send(.bootstrap([])), .send(.listen(request: 1, key: key)),
            ])
        #expect(supervisor.hear(connected, at: start + .seconds(61)).count == 1, "the put")
        #expect(supervisor.restarts == 0)
    }

    @Test func aValueOfOurTypeThatOthersHaveIsNotPutAgain() {
        var configuration = configuration
        (configuration.type, configuration.lifetimeSeconds) = (5, 3_600)
        var supervisor = NodeSupervisor(configuration, at: start)
        for id in [UInt64(1), 2] {
            let put = NetworkPut(request: id + 10, key: key, id: id, type: 5, userType: "", data: [1])
            _ = supervisor.put(put, at: start)
        }
        _ = supervisor.advance(to: start)
        _ = supervisor.hear(.done(request: 11, hasSucceeded: true), at: start)
        _ = supervisor.hear(.done(request: 12, hasSucceeded: false), at: start)
        supervisor.end(at: start)
        _ = supervisor.advance(to: start + .seconds(1))
        let told = supervisor.hear(connected, at: start + .seconds(1))
        #expect(told.count == 1)
        guard case .send(.put(let put)) = told.first else { return #expect(Bool(false)) }
        #expect(put.id == 2)
    }

    @Test func aChildThatDiesAtOnceIsStartedMoreAndMoreSeldom() {
        var supervisor = NodeSupervisor(configuration, at: start)
        var now = start
        for pause in [0.5, 1, 2, 4, 8, 16, 30, 30] {
            #expect(supervisor.advance(to: now).first == .spawn)
            supervisor.end(at: now)
            now += .seconds(pause)
            #expect(supervisor.advance(to: now - .milliseconds(1)) == [])
        }
        #expect(supervisor.restarts == 8)
    }

    @Test func aChildThatHasProvedItselfIsBackAtOnce() {
        var supervisor = NodeSupervisor(configuration, at: start)
        var now = start
        for _ in 0..<5 {
            _ = supervisor.advance(to: now)
            supervisor.end(at: now)
            now += NodeSupervisor.longestPause
        }
        _ = supervisor.advance(to: now)
        now += NodeSupervisor.probation
        supervisor.end(at: now)
        #expect(supervisor.advance(to: now + .milliseconds(499)) == [])
        #expect(supervisor.advance(to: now + .milliseconds(500)).first == .spawn)
    }

    @Test func aSilentChildIsGivenUp() {
        var supervisor = NodeSupervisor(configuration, at: start)
        _ = supervisor.advance(to: start)
        _ = supervisor.hear(.statistics(NodeStatistics()), at: start + .seconds(10))
        #expect(supervisor.advance(to: start + .seconds(24)) == [])
        #expect(supervisor.advance(to: start + .seconds(25)) == [.kill])
    }

    @Test func neitherPutsNorGetsGrowWithoutLimit() {
        var supervisor = NodeSupervisor(configuration, at: start)
        for id in 1...UInt64(NodeSupervisor.putLimit) { #expect(supervisor.put(put(id), at: start) != nil) }
        #expect(supervisor.put(put(.max), at: start) == nil)
        for request in 1...UInt64(NodeSupervisor.getLimit) { #expect(supervisor.get(request, key) != nil) }
        #expect(supervisor.get(.max, key) == nil)
        _ = supervisor.advance(to: start + NetworkLimits.lifetime)
        #expect(supervisor.put(put(.max), at: start) != nil, "the others have expired")
    }
}

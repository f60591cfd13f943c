import Events
import SIP
import Sharing

/// What one node sees in a day: visits of attackers, each a burst of a few minutes.
struct AttackModel {
    let scenario: Scenario

    /// Events by time.
    func day(of node: Int) -> [BatchEvent] {
        var draws = Draws(UInt64(node) &+ 1)
        let visits = Double(scenario.events) / Double(scenario.nodes * scenario.attemptsOfVisit)
        var events: [BatchEvent] = []
        var time = draws.exponential(mean: 86_400 / visits)
        while time < 86_400 {
            visit(at: time, &draws, &events)
            time += draws.exponential(mean: 86_400 / visits)
        }
        return events.sorted { $0.first < $1.first }
    }

    /// Whether an attacker, by its place, connects.
    func isProven(_ attacker: Int) -> Bool { Double(attacker &* 2_654_435_761 % 1_000) < scenario.proven * 1_000 }

    func address(of attacker: Int) -> IPAddress { .v4(0xB000_0000 + UInt32(attacker) * 257) }

    private func visit(at time: Double, _ draws: inout Draws, _ events: inout [BatchEvent]) {
        let attacker = draws.skewed(below: scenario.attackers)
        let attempts = max(1, Int(draws.exponential(mean: Double(scenario.attemptsOfVisit))))
        var moment = time
        for attempt in 0..<attempts where moment < 86_400 {
            let number = "+4650072\(9_000 + (attacker + draws.below(scenario.numbersOfVisit)) % 1_000)"
            let first = SharingSimulation.moment(moment.rounded(.down))
            events.append(
                BatchEvent(
                    address: address(of: attacker), number: attempt % 4 == 0 ? nil : number,
                    method: attempt % 4 == 0 ? "REGISTER" : "INVITE", agent: attacker % 3 == 0 ? "SIPVicious" : nil,
                    first: first, last: first, isProven: isProven(attacker)))
            moment += draws.exponential(mean: 10)
        }
    }
}

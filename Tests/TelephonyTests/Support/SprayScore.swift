import Telephony

/// How much of a spray was read as it was meant.
struct SprayScore: CustomStringConvertible {
    /// By tens of percent of confidence.
    private var shots = [Int](repeating: 0, count: 10)
    private var hits = [Int](repeating: 0, count: 10)

    /// 0…1.
    var right: Double { Self.share(hits.reduce(0, +), of: shots.reduce(0, +)) }
    /// Of readings with a confidence of 90 or more.
    var rightOfSure: Double { Self.share(hits[9], of: shots[9]) }

    var description: String { "\(Self.percent(right)) (\(Self.percent(rightOfSure)) of the sure ones)" }

    /// How many were right, by confidence.
    var calibration: String {
        hits.indices.reversed().filter { shots[$0] > 0 }
            .map { "\($0 * 10): \(Self.percent(Self.share(hits[$0], of: shots[$0]))) of \(shots[$0])" }
            .joined(separator: ", ")
    }

    mutating func count(_ target: E164?, _ number: E164?, confidence: Int = 0) {
        guard let target else { return }
        shots[min(confidence / 10, 9)] += 1
        hits[min(confidence / 10, 9)] += number == target ? 1 : 0
    }

    private static func share(_ part: Int, of all: Int) -> Double { Double(part) / Double(max(1, all)) }

    private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }

    static func alone(_ spray: Spray) -> SprayScore {
        var score = SprayScore()
        for shot in spray.shots {
            let reading = DialString(shot.text).map { DialledNumber($0) }
            score.count(shot.target, reading?.e164, confidence: reading?.confidence ?? 0)
        }
        return score
    }

    /// When so many forms of each target have come in, and all of the noise.
    static func together(_ spray: Spray, forms: Int) -> SprayScore {
        var groups = FormGroups()
        var readings: [Int64: DialledNumber] = [:]
        var targets: [Int64: E164] = [:]
        var seen: [E164: Int] = [:]
        for (place, shot) in spray.shots.enumerated() {
            if let target = shot.target {
                guard seen[target, default: 0] < forms else { continue }
                seen[target, default: 0] += 1
                targets[Int64(place)] = target
            }
            guard let form = DialString(shot.text) else { continue }
            let noted = groups.note(form, as: Int64(place)) { _ in [] }
            readings[Int64(place)] = noted.reading
            for change in noted.changes { readings[change.id] = change.reading }
        }
        var score = SprayScore()
        for (place, target) in targets {
            score.count(target, readings[place]?.e164, confidence: readings[place]?.confidence ?? 0)
        }
        return score
    }

    /// A plain regular expression: at least eleven digits behind a 00, of which the last twelve are taken.
    static func regularExpression(_ spray: Spray) -> SprayScore {
        var score = SprayScore()
        for shot in spray.shots {
            let match = shot.text.wholeMatch(of: /\d*00([^0]\d{9}\d+)/)
            score.count(shot.target, match.flatMap { E164(String($0.output.1.suffix(12))) })
        }
        return score
    }
}

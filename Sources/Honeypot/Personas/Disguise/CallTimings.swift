import Events

/// When what happens in one call.
struct CallTimings: Hashable, Sendable {
    /// From the INVITE to 180 or 183.
    let ringAfter: Duration
    /// From there to 200.
    let answerAfter: Duration
    /// How long the media of the answered call still rings.
    let ringBack: Duration
    /// From 200 to our BYE.
    let hangUpAfter: Duration
}

/// The times of a node's calls, in milliseconds: a part of the persona's ranges that is the node's own, so that two
/// nodes do not answer alike.
struct CallTimingRanges: Hashable, Sendable {
    let ringAfter: ClosedRange<Int>
    let answerAfter: ClosedRange<Int>
    let ringBack: ClosedRange<Int>
    let hangUpAfter: ClosedRange<Int>

    init(_ policy: CallPolicy, node: UUIDBytes) {
        var draw = NodeDraw(node, "timings")
        ringAfter = Self.part(of: policy.ringAfter, &draw)
        answerAfter = Self.part(of: policy.answerAfter, &draw)
        ringBack = Self.part(of: policy.ringBack, &draw)
        hangUpAfter = Self.part(of: policy.hangUpAfter, &draw)
    }

    /// A third of the range, somewhere in it.
    private static func part(of range: ClosedRange<Int>, _ draw: inout NodeDraw) -> ClosedRange<Int> {
        let width = range.upperBound - range.lowerBound
        let start = range.lowerBound + draw.number(in: 0...(width - width / 3))
        return start...start + width / 3
    }

    /// - Parameter hash: as good as random, and one for each call.
    func drawn(_ hash: UInt64) -> CallTimings {
        var stream = SplitMix(hash)
        func duration(_ range: ClosedRange<Int>) -> Duration {
            let width = UInt64(range.upperBound - range.lowerBound) + 1
            return .milliseconds(range.lowerBound + Int(stream.next().multipliedFullWidth(by: width).high))
        }
        return CallTimings(
            ringAfter: duration(ringAfter), answerAfter: duration(answerAfter), ringBack: duration(ringBack),
            hangUpAfter: duration(hangUpAfter))
    }
}

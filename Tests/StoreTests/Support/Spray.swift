import Events

@testable import Store

/// Events as attackers and clumsy users send them, drawn from a seed: few targets behind many prefixes, some of which
/// share their last digits, extensions, names, a To that differs.
struct Spray {
    private static let targets = [
        "46500729221", "442079460018", "972595123456", "12025550143", "12125550143", "48221234567", "8810029221",
        "500729221", "4930901820", "33142685300",
    ]
    private static let prefixes = [
        "", "+", "00", "011", "0011", "810", "000", "900", "9011", "9", "90011", "0", "9900", "88", "7781000",
        "1234500",
    ]

    private var generator: SeededGenerator
    private var lastID: Int64 = 0
    private var time = ProbeEvent.time.nanoseconds

    init(seed: UInt64) {
        generator = SeededGenerator(state: seed)
    }

    private mutating func number() -> String {
        switch Int.random(in: 0..<20, using: &generator) {
        case 0: "alice\(Int.random(in: 0..<5, using: &generator))"
        case 1, 2: "\(Int.random(in: 100..<130, using: &generator))"
        case 3: "\(Int.random(in: 1...9_999_999_999_999, using: &generator))"
        default:
            (Self.prefixes.randomElement(using: &generator) ?? "")
                + (Int.random(in: 0..<4, using: &generator) == 0 ? "\(Int.random(in: 0..<9, using: &generator))" : "")
                + (Self.targets.randomElement(using: &generator) ?? "")
        }
    }

    mutating func batch(_ count: Int) throws -> EventBatch {
        var batch = EventBatch()
        for _ in 0..<count {
            lastID += Int64.random(in: 1...3, using: &generator)
            // Mostly on, at times back.
            time += Int64.random(in: -5_000_000_000...20_000_000_000, using: &generator)
            let dialled = number()
            let to = Int.random(in: 0..<10, using: &generator) == 0 ? number() : nil
            batch.events.append(
                try .make(
                    lastID, at: Timestamp(nanoseconds: time),
                    from: "198.51.100.\(Int.random(in: 0..<60, using: &generator))",
                    attempts: Int.random(in: 1...3, using: &generator),
                    message: .request(
                        number: dialled.replacing("+", with: Bool.random(using: &generator) ? "+" : "%2B"), to: to)))
        }
        return batch
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

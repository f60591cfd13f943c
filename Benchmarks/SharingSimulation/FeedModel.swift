import Events
import Sharing

/// The batches of all nodes in a day, made by the product's own code. One node in a hundred also signs its batches: their
/// sizes stand for all.
struct FeedModel {
    struct Made {
        let node: Int
        /// Seconds of the day.
        let time: Double
        /// From the first event in it to the batch.
        let wait: Double
        let events: Int
    }

    private(set) var batches: [Made] = []
    private(set) var events = 0
    private(set) var bytesOfBatch = 0.0
    private(set) var widths: [Int] = []
    private(set) var shards = 0
    private(set) var overfullShards = 0

    init(_ scenario: Scenario) {
        let model = AttackModel(scenario: scenario)
        var signedBytes = 0
        var signed = 0
        for node in 0..<scenario.nodes {
            var chain = node % 100 == 0 ? OwnChain(Identity(), network: 2) : nil
            for (made, events) in Self.batches(of: node, model) {
                batches.append(made)
                let value = chain?.batch(events, width: 6, at: moment(made.time))
                signedBytes += value?.bytes.count ?? 0
                signed += value == nil ? 0 : 1
                self.events += events.reduce(0) { $0 + Int($1.attempts) }
            }
        }
        bytesOfBatch = Double(signedBytes) / Double(max(1, signed))
        spread(scenario)
    }

    private static func batches(of node: Int, _ model: AttackModel) -> [(Made, [BatchEvent])] {
        var builder = BatchBuilder()
        var made: [(Made, [BatchEvent])] = []
        func note(_ events: [BatchEvent], at time: Double) {
            let first = events.map(\.first).min() ?? moment(time)
            let wait = Double(moment(time).nanoseconds - first.nanoseconds) / 1e9
            made.append((Made(node: node, time: time, wait: wait, events: events.count), events))
        }
        for event in model.day(of: node) {
            while let due = builder.deadline, due <= event.first, let events = builder.batch(at: due) {
                note(events, at: seconds(due))
            }
            if let events = builder.add(event, at: event.first) { note(events, at: seconds(event.first)) }
        }
        if let due = builder.deadline, let events = builder.take() { note(events, at: seconds(due)) }
        return made
    }

    private static func seconds(_ time: Timestamp) -> Double {
        Double(time.nanoseconds - dayStart.nanoseconds) / 1e9
    }

    /// Epoch by epoch over the shards, with the width that the epochs before lead to.
    private mutating func spread(_ scenario: Scenario) {
        var draws = Draws(5)
        let authors = (0..<scenario.nodes).compactMap { _ in
            AuthorKey(bytes: (0..<AuthorKey.count).map { _ in UInt8.random(in: 0...255, using: &draws) })
        }
        var width = ShardWidth()
        let epochs = Dictionary(grouping: batches) { Epoch(moment($0.time)) }
        for (epoch, batches) in epochs.sorted(by: { $0.key < $1.key }) where batches.count > scenario.nodes / 1_000 {
            var fill: [UInt16: Int] = [:]
            for batch in batches {
                let author = authors[batch.node]
                fill[ShardWidth.shard(of: author, in: epoch, width: width.width), default: 0] += 1
                width.note(author, width: width.width, bytes: Int(bytesOfBatch))
            }
            // The first hour is spent on growing.
            if widths.count >= 6 {
                shards += width.shards.count
                overfullShards +=
                    fill.values.filter {
                        $0 >= ValueLimits.valuesOfKey || Double($0) * bytesOfBatch >= Double(ValueLimits.bytesOfKey)
                    }.count
            }
            widths.append(Int(width.width))
            width.endEpoch()
        }
    }
}

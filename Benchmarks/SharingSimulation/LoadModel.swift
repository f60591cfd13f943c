import Events
import Sharing

/// What a node's day costs, by counting packets: nothing is sent. Bytes of both directions.
struct LoadModel {
    let scenario: Scenario
    let batches: Int
    let bytesOfBatch: Double
    let shards: Int

    private var ofNode: Double { Double(batches) / Double(scenario.nodes) }
    private var packet: Double { Double(scenario.packetBytes) }
    private var search: Double { Double(scenario.searchBytes) }
    /// Puts of a value after the first one: those who have it are told its id only.
    private let refreshes = 25.0

    /// Own batches: a search each time, the value to eight nodes once.
    var publishing: Double {
        let replicas = Double(scenario.replicas)
        return ofNode * ((1 + refreshes) * search + replicas * (bytesOfBatch + packet) + replicas * refreshes * packet)
    }

    /// Keeping what others put: each value is with eight nodes.
    var storing: Double {
        Double(scenario.replicas) * ofNode * (bytesOfBatch + packet + refreshes * packet)
    }

    /// Values that listening brings, each from four nodes, and searches for the keys of each epoch.
    var listening: Double {
        Double(batches * scenario.listens) * (bytesOfBatch + packet) + 144 * Double(shards) * search
    }

    /// Giving them to the listeners; on average as much as one's own listening brings when all listen.
    func serving(listeners share: Double) -> Double {
        share * Double(batches * scenario.listens) * (bytesOfBatch + packet)
    }

    /// Chosen authors only: their heads, and each batch by its id.
    func chosen(_ authors: Int) -> Double {
        Double(authors) * (144 * packet + ofNode * (search + bytesOfBatch))
    }

    func lookups(_ count: Int) -> Double { Double(count) * search }

    /// Bytes kept at a time.
    var store: Double { Double(scenario.replicas) * ofNode * 26 / 24 * bytesOfBatch }

    /// The hour at which the product's budget ends the feeds; nil when it lasts.
    func hourOfFeedsEnd(_ bytesOfDay: Double) -> Double? {
        var budget = TrafficBudget()
        for minute in 0..<1_440 {
            let now = moment(Double(minute) * 60)
            guard budget.allows(.feeds, at: now) else { return Double(minute) / 60 }
            budget.note(received: Int(bytesOfDay / 1_440), at: now)
        }
        return nil
    }
}

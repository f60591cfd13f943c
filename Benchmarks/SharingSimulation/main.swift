import Sharing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A day of sharing, on a modelled network: `SharingSimulation [NODES [EVENTS]]`. Batches, keys, signatures, backfill,
/// budget and trust are the product's own code; the network is arithmetic and dice.
let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
var scenario = Scenario()
scenario.nodes = max(100, arguments.first ?? scenario.nodes)
scenario.events = max(scenario.nodes * scenario.attemptsOfVisit, arguments.dropFirst().first ?? scenario.events)

var report = Report()
let feed = FeedModel(scenario)
let shards = 1 << (feed.widths.sorted().dropFirst(feed.widths.count / 2).first ?? 0)
let waits = feed.batches.map(\.wait)
report.text("\(scenario.nodes) nodes, \(feed.events) events a day.")
report.table(
    ["feed", "a day"],
    [
        ["batches", "\(feed.batches.count)"],
        ["batches a node", figure(Double(feed.batches.count) / Double(scenario.nodes))],
        ["merged events a batch", figure(Double(feed.batches.reduce(0) { $0 + $1.events }) / Double(waits.count))],
        ["bytes of a batch", figure(feed.bytesOfBatch)],
        ["shards, median", "\(shards)"],
        ["shards over-full after the first hour", "\(feed.overfullShards) of \(feed.shards)"],
    ])

let load = LoadModel(
    scenario: scenario, batches: feed.batches.count, bytesOfBatch: feed.bytesOfBatch, shards: shards)
let base = load.publishing + load.storing
let kinds = [
    ("the whole feed, as all do", base + load.listening + load.serving(listeners: 1)),
    ("the whole feed, as one in ten does", base + load.listening + load.serving(listeners: 0.1)),
    (
        "50 chosen authors and 1,000 look-ups, one in ten has the feed",
        base + load.chosen(50) + load.lookups(1_000) + load.serving(listeners: 0.1)
    ),
    ("the same, nobody has the feed", base + load.chosen(50) + load.lookups(1_000)),
]
report.table(
    ["a node that has", "traffic a day, both ways", "on average", "500 MB last"],
    kinds.map { name, bytes in
        let end = load.hourOfFeedsEnd(bytes).map { figure($0) + " h" } ?? "all day"
        return [name, megabytes(bytes), figure(bytes * 8 / 86_400_000) + " kbit/s", end]
    })
report.text(
    "Of it own batches \(megabytes(load.publishing)), keeping others' \(megabytes(load.storing)); kept at a time: "
        + "\(megabytes(load.store)).")

var delays = DelayModel(scenario, shards: 0...UInt16(shards - 1))
let times = (0..<100).map { _ in delays.times(of: feed.bytesOfBatch, share: 0.95) }
func row(_ name: String, _ values: [Double]) -> [String] {
    [name] + [0.5, 0.99].map { figure(DelayModel.quantile(values, $0)) + " s" }
}
report.table(
    ["until", "median", "p99"],
    [
        row("a batch is made, from its first event", waits),
        row("95 % of the nodes that are up have it", times.map(\.up)),
        row("95 % of all nodes have it", times.map(\.all)),
    ])

let poison = PoisonModel(scenario, batchesOfNode: Double(feed.batches.count) / Double(scenario.nodes))
report.text("Networks seen: of \(percent(poison.seen)) of the authors. Victims that became actionable at one node:")
var found: [Int: [Double]] = [:]
let rows = PoisonModel.Lie.allCases.map { lie in
    let outcomes = [0.01, 0.05, 0.2].map { poison.run(lie, liars: $0) }
    for (quorum, outcome) in outcomes.flatMap(\.self) { found[quorum, default: []].append(outcome.found) }
    return [lie.rawValue]
        + outcomes.map { $0.map { _, outcome in percent(outcome.poisoned) }.joined(separator: ", ") }
}
report.table(["liars, quorum 3 and 30", "1 %", "5 %", "20 %"], rows)
for (quorum, shares) in found.sorted(by: { $0.key < $1.key }) {
    report.text(
        "Of the attackers with a proven address that at least \(quorum) authors reported, a quorum of \(quorum) found \(percent(shares.min() ?? 0)) to "
            + "\(percent(shares.max() ?? 0)).")
}
report.text(
    "Modelled: delays, loss and churn are drawn independently of each other; a search takes a third of log2 of the nodes in "
        + "hops; attackers are drawn, not recorded. Not modelled: nodes that surround a key, NAT, OpenDHT's rate limits, "
        + "load that is uneven among nodes.")
print(report.lines.joined(separator: "\n"))

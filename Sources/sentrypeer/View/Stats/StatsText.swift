/// How much a node has seen, for a person.
struct StatsText {
    let text: String

    init(_ stats: NodeStats, _ recent: RecentAttempts, _ methods: [TopRow], node name: String) {
        var block = TextBlock(["SentryPeer \(stats.version)", stats.node.map { "node \($0)" } ?? "no node yet", name])
        block.add("attempts", [TextBlock.grouped(stats.attempts)])
        block.add(
            "of late",
            [
                "\(TextBlock.grouped(recent.lastMinute)) in the last minute",
                "\(TextBlock.grouped(recent.lastHour)) in an hour", "\(TextBlock.grouped(recent.lastDay)) in a day",
            ])
        block.add(
            "transports", stats.transports.map { "\(TextBlock.value($0.name)) (\(TextBlock.grouped($0.attempts)))" })
        block.add("methods", methods.map { "\(TextBlock.value($0.name)) (\(TextBlock.grouped($0.attempts)))" })
        block.add("addresses", [TextBlock.grouped(stats.addresses)])
        block.add(
            "numbers",
            ["\(TextBlock.grouped(stats.targets)) behind \(TextBlock.grouped(stats.numbers)) that were dialled"])
        block.add("sessions", [TextBlock.grouped(stats.sessions)])
        block.add("credentials", [TextBlock.grouped(stats.credentials)])
        text = block.text
    }
}

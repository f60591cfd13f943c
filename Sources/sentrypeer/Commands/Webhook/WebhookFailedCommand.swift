import ArgumentParser
import Events
import Store

/// Prints what the webhook set aside, with the endpoint's reasons.
struct WebhookFailedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failed",
        abstract: "Print the events that the webhook's endpoint would not take.",
        discussion: "They stay here until they are retried with success, or deleted with their event."
    )

    @OptionGroup var database: DatabaseFlags

    @OptionGroup var listing: ListingFlags

    func run() throws {
        var output = StandardOutput()
        try write(to: &output)
        try output.flush()
    }

    func write(to output: inout StandardOutput) throws(CommandError) {
        let reader = try database.open()
        let path = try database.settings().databaseFile
        let undelivered = try CommandError.reading { () throws(StoreError) in
            try FollowerTable(path: path).undelivered(limit: listing.limit)
        }
        if undelivered.isEmpty, !listing.json { try output.put("None.\n") }
        for one in undelivered {
            let event = try CommandError.reading { () throws(StoreError) in try reader.followedEvent(one.event)?.event }
            try output.put((listing.json ? object(one, event).text : line(one, event)) + "\n")
        }
    }

    private func line(_ undelivered: FollowerTable.Undelivered, _ event: ProbeEvent?) -> String {
        [
            String(undelivered.time.description.prefix(19)), undelivered.follower,
            undelivered.status.map(String.init) ?? "-",
            event?.uuid.description ?? "-", event?.source.address.description ?? "-",
            TextBlock.value(undelivered.reason), undelivered.isWanted ? "(to be retried)" : nil,
        ].compactMap(\.self).joined(separator: "  ")
    }

    private func object(_ undelivered: FollowerTable.Undelivered, _ event: ProbeEvent?) -> JSONObject {
        var object = JSONObject()
        object.add("webhook", .string(undelivered.follower))
        object.add("event_uuid", .text(event?.uuid.description))
        object.add("source_ip", .text(event?.source.address.description))
        object.add("set_aside", .string(undelivered.time.description))
        object.add("status", undelivered.status.map { .number($0) } ?? .null)
        object.add("reason", .string(undelivered.reason))
        object.add("to_be_retried", .switch(undelivered.isWanted))
        return object
    }
}

import Telephony
import Testing

@testable import Store

/// What has to hold between events, numbers and targets, counted anew from the events and from each number.
struct TargetInvariants {
    private let shell: Shell
    private let path: String

    init(_ path: String) throws {
        self.path = path
        shell = try Shell(path)
    }

    /// What does not hold; empty when all does.
    /// - Parameter hasAllEvents: false after a clean-up, when sources and times are older than the events.
    func faults(hasAllEvents: Bool = true) throws -> [String] {
        var queries = [
            "a target's totals are its forms'": """
            SELECT e164 FROM target LEFT JOIN (SELECT target AS t, sum(attempts) AS a, count(*) AS f,
                min(first_seen) AS first, max(last_seen) AS last, max(last_event) AS event
                FROM number WHERE target IS NOT NULL GROUP BY 1) ON t = e164
            WHERE a IS NOT attempts OR f IS NOT forms OR first_seen > first
                \(hasAllEvents ? "OR first_seen IS NOT first OR last_seen IS NOT last OR last_event IS NOT event" : "")
            """,
            "a form's target is there": """
            SELECT value FROM number WHERE target IS NOT NULL AND target NOT IN (SELECT e164 FROM target)
            """,
            "sources beyond belong to somebody": """
            SELECT number FROM number_source WHERE number NOT IN (SELECT id FROM number)
            UNION ALL SELECT target FROM target_source WHERE target NOT IN (SELECT id FROM target)
            """,
            "the minute is that of the last time": """
            SELECT e164 FROM target WHERE last_minute <> last_seen / \(Schema.minute)
            UNION ALL SELECT id FROM number WHERE last_minute <> last_seen / \(Schema.minute)
            """,
        ]
        if hasAllEvents {
            queries["a number's sources are its events'"] = """
                SELECT value FROM number LEFT JOIN (SELECT number AS n, count(DISTINCT source) AS s FROM event
                    GROUP BY number) ON n = id WHERE sources <> coalesce(s, 0)
                """
            queries["a target's sources are its forms' events'"] = """
                SELECT e164 FROM target LEFT JOIN (SELECT target AS t, count(DISTINCT source) AS s FROM event
                    JOIN number ON number.id = event.number GROUP BY target) ON t = e164 WHERE sources <> coalesce(s, 0)
                """
        }
        var faults: [String] = []
        for (rule, query) in queries {
            let wrong = try shell.column(query)
            if !wrong.isEmpty { faults.append("\(rule): \(wrong.prefix(3).map { $0 ?? "NULL" }) of \(wrong.count)") }
        }
        return try faults + formFaults() + (hasAllEvents ? sourceFaults() : [])
    }

    /// Forms that the index on last digits does not find, and readings that do not add up to the form.
    private func formFaults() throws -> [String] {
        try shell.rows("SELECT value, tail, target, prefix, confidence FROM number").compactMap { row in
            guard let value = row[0], let form = DialString(value.utf8) else {
                return row[1...].allSatisfy { $0 == nil } ? nil : "a name with a reading: \(row)"
            }
            guard row[1] == String(form.tail), row[4] != nil else { return "not read: \(row)" }
            guard let target = row[2] else { return row[3] == "" ? nil : "a prefix of nothing: \(row)" }
            let number = UInt64(target).flatMap { E164($0) }
            let isFound = number.map { DialString.tails(endingIn: $0).contains(form.tail) } ?? false
            // A trunk prefix may stand between the calling code and the rest.
            let isDialled = form.digits.hasPrefix(row[3] ?? "") && form.digits.hasSuffix(number?.nationalNumber ?? "-")
            return isFound && isDialled ? nil : "not what was dialled: \(row)"
        }
    }

    /// Rows whose sources are not those that dialled them.
    private func sourceFaults() throws -> [String] {
        let connection = try SQLiteConnection(path: path, access: .readOnly)
        let seen = [
            "number": "SELECT number, source FROM event WHERE number IS NOT NULL",
            "target": """
            SELECT target.id, source FROM event JOIN number ON number.id = event.number
            JOIN target ON e164 = number.target
            """,
        ]
        var faults: [String] = []
        for (owner, query) in seen {
            var sources: [Int64: Set<Int64>] = [:]
            let pairs = try connection.prepare(query)
            while try pairs.step() { sources[pairs.integer(0), default: []].insert(pairs.integer(1)) }
            let beyond = try SourceRows(of: owner, in: connection)
            let rows = try connection.prepare("SELECT sources, source_set, id FROM \(owner)")
            while try rows.step() {
                let id = rows.integer(2)
                let kept = SourceSet(rows, from: 0).ids + (try beyond.sources(of: id, limit: 1_000))
                let isRight = Set(kept) == sources[id, default: []] && kept.count == sources[id, default: []].count
                if !isRight { faults.append("sources of \(owner) \(id)") }
            }
        }
        return faults
    }
}

/// Tells each fault as what is wrong.
func expectNone(_ faults: [String], _ context: String = "", location: SourceLocation = #_sourceLocation) {
    for fault in faults { Issue.record("\(fault) \(context)", sourceLocation: location) }
}

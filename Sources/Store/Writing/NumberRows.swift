import Events
import Telephony

/// The rows of `number`. New ones are read together and written whole, once their totals are known. What is counted
/// of a row is counted of its target too, and so are the sources that dialled it.
struct NumberRows: TotalsRows {
    private let connection: SQLiteConnection
    private let find: SQLiteStatement
    private let insert: SQLiteStatement
    private let settle: SQLiteStatement
    private let select: SQLiteStatement
    private let update: SQLiteStatement
    /// The same with `last_minute`, which has an index to keep up.
    private let updateMinute: SQLiteStatement
    private let sources: SourceRows
    private var readings: FormReadings
    private var targets: TargetRows
    private var new: [NewNumber] = []
    /// Places in `new`: one value may come spelled in several ways before it has a row.
    private var places: [SQLiteValue: Int] = [:]
    /// The highest id of a row; nil while that is not known. Ids are given here and not by SQLite, for an event names
    /// a number before it is written: the next ones are those of `new`, in its order.
    private var lastID: Int64?
    private var notes = SourceNotes()
    private var recent = RecentPairs()

    init(_ connection: SQLiteConnection) throws(StoreError) {
        self.connection = connection
        find = try connection.prepare("SELECT id FROM number WHERE value = ?")
        insert = try connection.prepare(
            """
            INSERT INTO number (id, target, prefix, confidence, tail, sources, source_set,
                attempts, first_seen, last_seen, last_event, last_minute, value)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?9, ?10, ?11, ?12, ?11 / \(Schema.minute), ?13)
            """)
        settle = try connection.prepare(
            "UPDATE number SET target = ?2, prefix = ?3, confidence = ?4, tail = ?5 WHERE id = ?1")
        select = try connection.prepare("SELECT target, sources, source_set FROM number WHERE id = ?")
        let more = "sources = coalesce(?5, sources), source_set = coalesce(?6, source_set)"
        update = try connection.prepare("UPDATE number SET \(Schema.addTotals), \(more) WHERE id = ?1")
        updateMinute = try connection.prepare(
            "UPDATE number SET \(Schema.addTotals), \(Schema.addMinute), \(more) WHERE id = ?1")
        sources = try SourceRows(of: "number", in: connection)
        readings = try FormReadings(connection)
        targets = try TargetRows(connection)
    }

    mutating func id(of value: SQLiteValue, in event: EventID, at time: Timestamp) throws(StoreError) -> Int64 {
        find.bind(1, value)
        defer { find.reset() }
        if try find.step() { return find.integer(0) }
        if let place = places[value] { return new[place].id }
        let last = try highestID()
        let number = NewNumber(
            id: last + Int64(new.count) + 1, value: value, hasRow: false,
            totals: FormTotals(
                forms: 1, attempts: 0, firstSeen: time.nanoseconds, lastSeen: time.nanoseconds,
                lastEvent: event.rawValue))
        places[value] = new.count
        new.append(number)
        return number.id
    }

    private mutating func highestID() throws(StoreError) -> Int64 {
        if let lastID { return lastID }
        let last = try connection.integer("SELECT max(id) FROM number") ?? 0
        lastID = last
        return last
    }

    /// Reads a number whose row was written without.
    mutating func read(_ value: SQLiteValue, of id: Int64, _ totals: FormTotals) {
        new.append(NewNumber(id: id, value: value, hasRow: true, totals: totals))
    }

    /// Counts a source that dialled a number.
    /// - Parameters: the rows of both.
    mutating func note(_ source: Int64, of number: Int64) {
        if recent.insert(number, source) { notes.note(source, of: number) }
    }

    mutating func add(_ totals: CountedTotals, to id: Int64) throws(StoreError) {
        if let lastID, id > lastID {
            let place = Int(id - lastID) - 1
            if new.indices.contains(place) { new[place].totals += FormTotals(totals) }
            return
        }
        let (target, set, newSources) = try addSources(to: id)
        if let target { targets.add(FormTotals(totals), from: newSources, to: target) }
        let statement = totals.isNewMinute ? updateMinute : update
        statement.bind(1, id)
        statement.bind(totals)
        statement.bind(newSources.isEmpty ? nil : set, from: 5)
        try statement.run()
    }

    /// A row's target, its sources with those that were noted, and which of these are new to it.
    private mutating func addSources(
        to id: Int64
    ) throws(StoreError) -> (target: E164?, set: SourceSet, new: [Int64]) {
        select.bind(1, id)
        defer { select.reset() }
        guard try select.step() else { return (nil, SourceSet(), []) }
        let target = select.isNull(0) ? nil : E164(UInt64(bitPattern: select.integer(0)))
        let noted = notes.sources(of: id)
        guard !noted.isEmpty else { return (target, SourceSet(), []) }
        var set = SourceSet(select, from: 1)
        let new = try sources.add(noted, to: &set, of: id)
        return (target, set, new)
    }

    /// Writes the sources that were noted of numbers that nothing else was counted of.
    mutating func flushSources() throws(StoreError) {
        for id in notes.numbers() {
            try add(CountedTotals(attempts: 0, lastSeen: .min, lastEvent: .min, isNewMinute: false), to: id)
        }
        try flush()
    }

    mutating func flush() throws(StoreError) {
        // In the order of the index, so that each page of it is touched once, and forms of one ending together.
        let order = new.indices.map { (tail: new[$0].form?.tail ?? .max, place: $0) }.sorted { $0 < $1 }
        for (_, place) in order {
            if let form = new[place].form { try readings.read(form, as: new[place].id) }
        }
        for (_, place) in order { try write(new[place]) }
        forgetNew()
        notes.removeAll()
        try readings.flush(to: &targets)
        try targets.flush()
    }

    private mutating func write(_ number: NewNumber) throws(StoreError) {
        let reading = readings.take(number.id)
        var set = SourceSet()
        let newSources = try sources.add(notes.sources(of: number.id), to: &set, of: number.id)
        if let target = reading?.e164 { targets.add(number.totals, from: newSources, to: target) }
        let statement = number.hasRow ? settle : insert
        statement.bind(1, number.id)
        statement.bind(reading, from: 2)
        statement.bind(5, number.form?.tail)
        if !number.hasRow {
            statement.bind(set, from: 6)
            statement.bind(number.totals, from: 8)
            statement.bind(13, number.value)
        }
        try statement.run()
    }

    /// After a rollback or a clean-up.
    mutating func forget() {
        recent.removeAll()
        notes.removeAll()
        forgetNew()
        readings.forget()
        targets.forget()
    }

    private mutating func forgetNew() {
        new.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        lastID = nil
    }
}

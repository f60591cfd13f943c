import Telephony

/// Knows what was meant by the dialled forms: a new one is read together with those of the same ending, and where
/// that changes what an earlier one meant, the row of that is written anew.
struct FormReadings {
    /// Forms to write at one flush. Beyond, earlier ones keep their readings until their group changes
    /// again: who finds endings at which many readings turn over must not find the writer busy with them.
    private static let changeLimit = 32_768

    private let selectGroup: SQLiteStatement
    private let selectForm: SQLiteStatement
    private let update: SQLiteStatement
    private var groups = FormGroups()
    /// By the row of the form, what is not written yet.
    private var unwritten: [Int64: DialledNumber] = [:]

    init(_ connection: SQLiteConnection) throws(StoreError) {
        selectGroup = try connection.prepare(
            """
            SELECT id, value, target, prefix, confidence FROM number WHERE tail BETWEEN ? AND ?
            LIMIT \(FormGroups.formsOfGroup)
            """)
        selectForm = try connection.prepare(
            "SELECT target, attempts, first_seen, last_seen, last_event FROM number WHERE id = ?")
        update = try connection.prepare("UPDATE number SET target = ?2, prefix = ?3, confidence = ?4 WHERE id = ?1")
    }

    /// Reads a new form. What it means is settled only when all that are new have been read.
    /// - Parameter id: the row that it gets.
    mutating func read(_ form: DialString, as id: Int64) throws(StoreError) {
        let select = selectGroup
        let (reading, changes) = try groups.note(form, as: id) { tails throws(StoreError) in
            try Self.earlierForms(in: tails, select)
        }
        unwritten[id] = reading
        for (row, reading) in changes where unwritten[row] != nil || unwritten.count < Self.changeLimit {
            unwritten[row] = reading
        }
    }

    private static func earlierForms(
        in tails: ClosedRange<Int64>, _ select: SQLiteStatement
    ) throws(StoreError) -> [FormGroups.Member] {
        select.bind(1, tails.lowerBound)
        select.bind(2, tails.upperBound)
        defer { select.reset() }
        var members: [FormGroups.Member] = []
        while try select.step() {
            guard let bytes = select.blob(1), let form = DialString(bytes) else { continue }
            members.append(.init(id: select.integer(0), form: form, reading: DialledNumber(select, from: 2)))
        }
        return members
    }

    /// What a form means that was read since the last flush, and gets its row now.
    mutating func take(_ id: Int64) -> DialledNumber? {
        unwritten.removeValue(forKey: id)
    }

    /// Writes the rows of earlier forms whose reading changed, and tells the targets.
    mutating func flush(to targets: inout TargetRows) throws(StoreError) {
        for id in unwritten.keys.sorted() {
            if let reading = unwritten[id] { try write(reading, of: id, &targets) }
        }
        unwritten.removeAll(keepingCapacity: true)
    }

    private func write(
        _ reading: DialledNumber, of id: Int64, _ targets: inout TargetRows
    ) throws(StoreError) {
        selectForm.bind(1, id)
        defer { selectForm.reset() }
        guard try selectForm.step() else { return }
        let earlier = selectForm.isNull(0) ? nil : E164(UInt64(bitPattern: selectForm.integer(0)))
        if earlier != reading.e164 {
            targets.move(FormTotals(form: selectForm, from: 1), from: earlier, to: reading.e164)
        }
        selectForm.reset()
        update.bind(1, id)
        update.bind(reading, from: 2)
        try update.run()
    }

    mutating func forget() {
        groups = FormGroups()
        unwritten.removeAll()
    }
}

extension DialledNumber {
    /// From the columns `target`, `prefix` and `confidence`.
    init(_ row: SQLiteStatement, from column: Int32) {
        self.init(
            e164: row.isNull(column) ? nil : E164(UInt64(bitPattern: row.integer(column))),
            prefix: row.text(column + 1) ?? "", confidence: Int(row.integer(column + 2)))
    }
}

extension SQLiteStatement {
    /// Binds the parameters `target`, `prefix` and `confidence`.
    func bind(_ reading: DialledNumber?, from parameter: Int32) {
        bind(parameter, reading?.e164.map { Int64($0.value) })
        bind(parameter + 1, text: reading?.prefix)
        bind(parameter + 2, (reading?.confidence).map(Int64.init))
    }
}

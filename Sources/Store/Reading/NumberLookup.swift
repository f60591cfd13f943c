import Telephony

/// Looks numbers up: has anybody tried to call this one? A look-up is a few indexed reads.
public struct NumberLookup {
    private let plan: CallerDialPlan?
    private let hasForm: SQLiteStatement
    private let hasTarget: SQLiteStatement
    private let selectForm: SQLiteStatement
    private let selectTarget: SQLiteStatement
    private let selectBestForm: SQLiteStatement

    /// Forms of a target that are asked for how sure they are of it.
    private static let witnesses = 256

    init(_ connection: SQLiteConnection, _ plan: CallerDialPlan?) throws(StoreError) {
        self.plan = plan
        hasForm = try connection.prepare(Self.isDialled("value", in: "number"))
        hasTarget = try connection.prepare(Self.isDialled("e164", in: "target"))
        selectForm = try connection.prepare(
            "SELECT \(StoredForm.columns) FROM number WHERE value = ? AND attempts > 0")
        selectTarget = try connection.prepare(
            "SELECT \(StoredTarget.columns) FROM target WHERE e164 = ? AND attempts > 0")
        selectBestForm = try connection.prepare(
            """
            SELECT max(confidence) FROM (SELECT confidence FROM number
                WHERE tail BETWEEN ?1 AND ?2 AND target = ?3 AND attempts > 0 LIMIT \(Self.witnesses))
            """)
    }

    /// A query of indexes alone: rows lie anywhere in the file, and each would be another page to read.
    static func isDialled(_ column: String, in table: String) -> String {
        """
        SELECT 1 FROM \(table) WHERE \(column) = ?1 AND NOT EXISTS
            (SELECT 1 FROM \(table) INDEXED BY \(table)_not_dialled WHERE \(column) = ?1 AND attempts <= 0)
        """
    }

    /// - Parameters:
    ///   - number: in any form; what callers of the dial plan dial is read as that plan says.
    ///   - showsServices: whether to tell of what attackers dialled even where it is an emergency or service number: for
    ///     somebody who looks at attacks, never for what is to be blocked.
    public func callAsFunction(_ number: String, showsServices: Bool = false) throws(StoreError) -> NumberAnswer {
        let dialled = DialString(number.utf8)
        if isService(dialled), !showsServices { return .service }
        if let form = try form(number) {
            guard let e164 = form.reading?.e164 else { return .found(NumberFinding(exactly: form, of: nil)) }
            return .found(NumberFinding(exactly: form, of: try target(e164)))
        }
        guard let dialled, case .number(let e164, let confidence) = CalledNumber(dialled, in: plan),
            let target = try target(e164)
        else { return .notFound }
        return .found(NumberFinding(target, confidence: confidence * (try self.confidence(in: e164)) / 100))
    }

    /// Whether a look-up of the number would find it, for one or two reads.
    public func isKnown(_ number: String) throws(StoreError) -> Bool {
        let dialled = DialString(number.utf8)
        if isService(dialled) { return false }
        hasForm.bind(1, text: number)
        defer { hasForm.reset() }
        if try hasForm.step() { return true }
        // Only now, as it takes longer than to see whether just this was dialled.
        guard let dialled, case .number(let e164, _) = CalledNumber(dialled, in: plan) else { return false }
        hasTarget.bind(1, Int64(e164.value))
        defer { hasTarget.reset() }
        return try hasTarget.step()
    }

    private func isService(_ dialled: DialString?) -> Bool {
        dialled.map { ServiceNumbers.contains($0, in: plan) } ?? false
    }

    private func form(_ value: String) throws(StoreError) -> StoredForm? {
        selectForm.bind(1, text: value)
        defer { selectForm.reset() }
        return try selectForm.step() ? StoredForm(selectForm) : nil
    }

    private func target(_ e164: E164) throws(StoreError) -> StoredTarget? {
        selectTarget.bind(1, Int64(e164.value))
        defer { selectTarget.reset() }
        return try selectTarget.step() ? StoredTarget(selectTarget) : nil
    }

    /// How sure the surest form is that it means this number.
    private func confidence(in e164: E164) throws(StoreError) -> Int {
        let tails = DialString.tails(endingIn: e164)
        selectBestForm.bind(1, tails.lowerBound)
        selectBestForm.bind(2, tails.upperBound)
        selectBestForm.bind(3, Int64(e164.value))
        defer { selectBestForm.reset() }
        return try selectBestForm.step() ? Int(selectBestForm.integer(0)) : 0
    }
}

extension EventReader {
    /// - Parameter plan: how the callers dial whose numbers are looked up; nil when that is not known.
    public func numberLookup(for plan: CallerDialPlan? = nil) throws(StoreError) -> NumberLookup {
        try NumberLookup(connection, plan)
    }
}

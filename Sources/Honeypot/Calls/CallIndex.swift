import SIP

/// Finds a call by what a message says of itself. Of calls that share a name the last one has it; the others
/// end by themselves.
struct CallIndex: Sendable {
    private var transactions: [TransactionKey: UInt64] = [:]
    private var dialogs: [DialogID: UInt64] = [:]
    private var merges: [MergeKey: UInt64] = [:]

    var count: Int { max(transactions.count, dialogs.count, merges.count) }

    func call(of key: TransactionKey) -> UInt64? { transactions[key] }
    func call(of dialog: DialogID) -> UInt64? { dialogs[dialog] }
    func call(of key: MergeKey) -> UInt64? { merges[key] }

    mutating func insert<Path>(_ call: Call<Path>) {
        transactions[call.key] = call.id
        dialogs[call.dialog.id] = call.id
        merges[call.mergeKey] = call.id
    }

    mutating func remove<Path>(_ call: Call<Path>) {
        if transactions[call.key] == call.id { transactions[call.key] = nil }
        if dialogs[call.dialog.id] == call.id { dialogs[call.dialog.id] = nil }
        if merges[call.mergeKey] == call.id { merges[call.mergeKey] = nil }
    }
}

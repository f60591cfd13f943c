import Store

/// How a list of totals is named in JSON, and its rows.
struct ListedTotal: Sendable {
    let list: ListReader.List
    let totalKey: StaticString
    let listKey: StaticString
    let valueKey: StaticString
    /// What is said when there is nothing to list.
    let noneFound: String

    static let addresses = ListedTotal(
        list: .addresses, totalKey: "ip_addresses_total", listKey: "ip_addresses", valueKey: "ip_address",
        noneFound: "No bad actors found")
    static let numbers = ListedTotal(
        list: .numbers, totalKey: "called_numbers_total", listKey: "called_numbers", valueKey: "called_number",
        noneFound: "No phone numbers found")

    func write(_ total: StoredTotal, _ json: inout JSONWriter) {
        json.element()
        json.object {
            $0.key(valueKey)
            $0.string(total.value)
            $0.key("seen_last")
            $0.string(total.lastSeen)
            $0.key("seen_count")
            $0.string(total.attempts)
        }
    }
}

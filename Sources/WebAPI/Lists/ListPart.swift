import Store

/// How a part of a list is read, and what its rows hold.
struct ListPart<Item: Sendable>: Sendable {
    let shape: ListShape<Item>
    /// Gives the part, and how many there are in the whole list.
    let read: @Sendable (EventReader, ListQuery, _ limit: Int) throws(StoreError) -> (page: ListPage<Item>, total: Int)
}

extension ListPart<StoredTotal> {
    static let addresses = ListPart(shape: .addressesInFull) { reader, query, limit throws(StoreError) in
        (try reader.addresses(query, limit: limit), try reader.addressCount())
    }
    static let userAgents = ListPart(shape: .userAgents) { reader, query, limit throws(StoreError) in
        (try reader.userAgents(query, limit: limit), try reader.userAgentCount())
    }
    static let methods = ListPart(shape: .methods) { reader, query, limit throws(StoreError) in
        (try reader.methods(query, limit: limit), try reader.methodCount())
    }
}

extension ListPart<StoredForm> {
    static let forms = ListPart(shape: .forms) { reader, query, limit throws(StoreError) in
        (try reader.forms(query, limit: limit), try reader.numberCount())
    }
}

extension ListPart<TargetRow> {
    static let targets = ListPart(shape: .targets) { reader, query, limit throws(StoreError) in
        (try rows(reader, query, limit), try reader.targetCount())
    }

    /// Those of the query's country.
    static let targetsOfCountry = ListPart(shape: .targetsOfCountry) { reader, query, limit throws(StoreError) in
        (try rows(reader, query, limit), try reader.countries(only: query.country).first?.targets ?? 0)
    }

    private static func rows(
        _ reader: EventReader, _ query: ListQuery, _ limit: Int
    ) throws(StoreError) -> ListPage<TargetRow> {
        let page = try reader.targets(query, limit: limit)
        var rows: [TargetRow] = []
        for target in page.items { rows.append(try TargetRow(target, in: reader)) }
        return ListPage(items: rows, next: page.next)
    }
}

extension ListPart<StoredCountry> {
    /// All at once: they are few.
    static let countries = ListPart(shape: .countries) { reader, query, limit throws(StoreError) in
        let countries = try reader.countries().sorted { left, right in
            switch query.sort {
            case .attempts: (left.attempts, right.country) > (right.attempts, left.country)
            case .lastSeen, .firstSeen: (left.lastSeen, right.country) > (right.lastSeen, left.country)
            }
        }
        let first = Int(clamping: query.from?.id ?? 0)
        let page = countries.dropFirst(max(0, first)).prefix(limit)
        let end = max(0, first) + page.count
        let next = end < countries.count ? ListQuery.Mark(key: 0, id: Int64(end)) : nil
        return (ListPage(items: Array(page), next: next), countries.count)
    }
}

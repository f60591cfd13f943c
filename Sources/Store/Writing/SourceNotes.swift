/// Which sources dialled which numbers since the last flush, as far as that may be new. Events come in any order and
/// numbers are written in theirs, so that pairs are sorted once in between.
struct SourceNotes {
    private typealias Pair = (number: Int64, source: Int64)

    private var pairs: [Pair] = []
    private var isSorted = true

    mutating func note(_ source: Int64, of number: Int64) {
        pairs.append((number, source))
        isSorted = false
    }

    /// The sources that dialled a number; one may be there more than once.
    mutating func sources(of number: Int64) -> [Int64] {
        sort()
        var (low, high) = (0, pairs.count)
        while low < high {
            let middle = low + (high - low) / 2
            if pairs[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return pairs[low...].prefix { $0.number == number }.map(\.source)
    }

    /// The numbers that were dialled, each once.
    mutating func numbers() -> [Int64] {
        sort()
        var numbers: [Int64] = []
        for pair in pairs where pair.number != numbers.last { numbers.append(pair.number) }
        return numbers
    }

    private mutating func sort() {
        guard !isSorted else { return }
        pairs.sort { $0 < $1 }
        isSorted = true
    }

    mutating func removeAll() {
        pairs.removeAll(keepingCapacity: true)
        isSorted = true
    }
}

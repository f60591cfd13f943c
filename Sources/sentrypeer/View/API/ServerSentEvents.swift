/// Reads a stream of server-sent events (HTML Living Standard §9.2.6) piece by piece.
struct ServerSentEvents {
    struct Event: Equatable {
        var name = "message"
        var data = ""
    }

    /// More than this before an event is whole is no stream of ours.
    struct TooLong: Error, Equatable {}

    private static let limit = 1 << 20

    private var line: [UInt8] = []
    private var endsWithReturn = false
    private var isFirstLine = true
    private var name = ""
    private var data: [UInt8]?

    /// - Returns: the events that are whole now.
    mutating func feed(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            defer { endsWithReturn = byte == 0x0D }
            switch byte {
            case 0x0A where endsWithReturn: break
            case 0x0A, 0x0D: endLine(&events)
            default:
                line.append(byte)
                guard line.count + (data?.count ?? 0) <= Self.limit else { throw TooLong() }
            }
        }
        return events
    }

    private mutating func endLine(_ events: inout [Event]) {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        if line.isEmpty { return dispatch(&events) }
        let end = line.firstIndex(of: UInt8(ascii: ":")) ?? line.count
        var value = line[end...].dropFirst()
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        switch String(decoding: line[..<end], as: UTF8.self) {
        case "event": name = String(decoding: value, as: UTF8.self)
        case "data": data = data.map { $0 + [0x0A] + value } ?? Array(value)
        default: break
        }
    }

    private mutating func dispatch(_ events: inout [Event]) {
        if let data {
            events.append(Event(name: name.isEmpty ? "message" : name, data: String(decoding: data, as: UTF8.self)))
        }
        name = ""
        data = nil
    }
}

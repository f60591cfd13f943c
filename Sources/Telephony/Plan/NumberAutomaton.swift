/// Sets of digit strings as one minimal acyclic automaton. A state is a run of edges; an edge is a mask of digits, a mark
/// on a state's last one, and where it leads: to the first edge of a state or, from the number of edges on, to a tail,
/// which is all strings of certain lengths, under a label. So neither digits at the end of numbers, of which all are
/// allocated, nor alike parts of plans cost a state each.
struct NumberAutomaton: Sendable {
    private let edges: [UInt32]
    /// A mask of lengths in the low 16 bits, the label above.
    private let tails: [UInt32]

    private static let last: UInt32 = 1 << 10
    private static let targetShift: UInt32 = 11

    init(edges: StaticString, tails: StaticString) {
        self.edges = Self.words(edges)
        self.tails = Self.words(tails)
    }

    /// The label of a string in the set that begins at `root`: 0 if it is not in it.
    func label(of digits: Span<UInt8>, from start: Int, root: Int) -> Int {
        var place = root
        var index = start
        while place < edges.count {
            guard index < digits.count, let digit = digits[index].decimalDigit else { return 0 }
            while edges[place] >> digit & 1 == 0 {
                guard edges[place] & Self.last == 0 else { return 0 }
                place += 1
            }
            place = Int(edges[place] >> Self.targetShift)
            index += 1
        }
        let tail = tails[place - edges.count]
        return tail >> UInt32(digits.count - index) & 1 == 1 ? Int(tail >> 16) : 0
    }

    /// Words of 26 bits, each of four characters of 92: those of ASCII that are visible, without quotation mark and
    /// backslash.
    static func words(_ text: StaticString) -> [UInt32] {
        text.withUTF8Buffer { bytes in
            stride(from: 0, to: bytes.count - 3, by: 4).map { start in
                bytes[start..<start + 4].reversed().reduce(0) { $0 * 92 + value(of: $1) }
            }
        }
    }

    private static func value(of character: UInt8) -> UInt32 {
        UInt32(character - UInt8(ascii: "!")) - (character > UInt8(ascii: "\\") ? 2 : character > 0x22 ? 1 : 0)
    }
}

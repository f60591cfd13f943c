/// Choices read from a fuzzer's input, byte by byte. Zero once it has ended.
struct Script {
    private var rest: Slice<UnsafeBufferPointer<UInt8>>

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        rest = bytes[...]
    }

    var isEmpty: Bool { rest.isEmpty }

    mutating func byte() -> Int {
        Int(rest.popFirst() ?? 0)
    }

    mutating func choice<Option>(_ options: [Option]) -> Option {
        options[byte() % options.count]
    }

    /// Seldom true, and false at the end.
    mutating func oneIn(_ count: Int) -> Bool {
        byte() % count == count - 1
    }
}

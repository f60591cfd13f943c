import Crypto
import Events

/// What a node draws for one purpose: always the same for the same node, and unlike every other node's. Independent
/// of Swift's own random numbers, whose algorithms may change with its version.
struct NodeDraw {
    private var stream: SplitMix

    /// - Parameter label: what the draws are for. Draws under different labels have nothing to do with each other, so
    ///   that a change to one leaves the others as they are.
    init(_ node: UUIDBytes, _ label: String) {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: node.bytes), salt: Array("sentrypeer disguise".utf8),
            info: Array(label.utf8), outputByteCount: 8)
        stream = SplitMix(key.withUnsafeBytes { $0.reduce(0) { $0 << 8 | UInt64($1) } })
    }

    mutating func word() -> UInt64 { stream.next() }

    /// All numbers of the range are equally likely, but for a bias that nobody can see.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        let width = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int(word().multipliedFullWidth(by: width).high)
    }

    /// - Parameter elements: not empty.
    mutating func element<Element>(of elements: [Element]) -> Element {
        elements[number(in: 0...elements.count - 1)]
    }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, number(in: 0...last))
        }
        return elements
    }
}

extension Span where Element == UInt8 {
    /// ASCII bytes as text.
    var text: String { withUnsafeBufferPointer { bytes in String(decoding: bytes, as: UTF8.self) } }
}

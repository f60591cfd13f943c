/// What a message's Content-Length fields say of its body (RFC 3261 §18.3, §20.14).
enum ContentLength: Equatable {
    case absent
    case bytes(Int)
    /// Not a number, or two that differ.
    case invalid

    init(_ span: Span<UInt8>, _ headers: [HeaderField]) {
        self = .absent
        for field in headers where field.name == .contentLength {
            guard let length = span.decimal(in: field.valueRange), self == .absent || self == .bytes(length) else {
                self = .invalid
                return
            }
            self = .bytes(length)
        }
    }
}

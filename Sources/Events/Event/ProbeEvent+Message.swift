import NIOCore
import SIP

extension ProbeEvent {
    /// Takes from a parsed message what an event keeps.
    public mutating func describe(_ message: SIPMessage) {
        defects = message.defects
        details = EventDetails.of(message)
        userAgent = message.userAgent
        let toUser = message.to.flatMap { message.uri(in: $0.uri) }?.user
        switch message.startLine {
        case .request(let method, let name, _):
            self.method = method
            methodName = name
            calledNumber = message.requestURI?.user ?? toUser
            if let toUser, let calledNumber, !message.isSame(toUser, calledNumber) { toNumber = toUser }
        case .response(let status, _):
            self.status = status
            calledNumber = toUser
        }
    }

    /// With a message buffer of its own, so that it does not keep in memory what was read with it.
    var detached: ProbeEvent {
        var copy = self
        copy.message = ByteBuffer(bytes: message.readableBytesView)
        return copy
    }

    /// Bytes that it keeps in memory: its message and the texts of its details.
    var size: Int { message.readableBytes + (details?.size ?? 0) }

    /// The text of a range of `message`.
    public func text(_ range: ByteRange) -> String {
        guard let slice = message.getSlice(at: message.readerIndex + range.lowerBound, length: range.count)
        else { return "" }
        return String(buffer: slice)
    }

    /// The called number with its URI escapes decoded; nil when there is none.
    public var calledNumberText: String? { calledNumber.map(unescaped) }

    /// The number in To with its URI escapes decoded, where it differs from the called one.
    public var toNumberText: String? { toNumber.map(unescaped) }

    private func unescaped(_ range: ByteRange) -> String {
        String(decoding: PercentEncoding.decode(message.readableBytesUInt8Span, range), as: UTF8.self)
    }
}

extension SIPMessage {
    /// Whether two ranges hold the same bytes.
    fileprivate func isSame(_ left: ByteRange, _ right: ByteRange) -> Bool {
        guard left.count == right.count else { return false }
        let span = bytes.readableBytesUInt8Span
        for offset in 0..<left.count where span[left.lowerBound + offset] != span[right.lowerBound + offset] {
            return false
        }
        return true
    }
}

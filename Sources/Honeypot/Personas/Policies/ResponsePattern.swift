import SIP

/// On which responses a line stands: `INVITE 18x`, `4xx`, `OPTIONS`, `2xx body`. A response has to fit every word;
/// of several methods one is enough.
struct ResponsePattern: Hashable, Sendable {
    enum Body: String, Sendable {
        case present = "body"
        case absent = "empty"
    }

    /// A bit a method; 0 for all of them.
    private let methods: UInt32
    private let statuses: ClosedRange<Int>
    private let body: Body?

    init?(_ text: String) {
        var methods: UInt32 = 0
        var statuses: ClosedRange<Int>?
        var body: Body?
        let words = text.split(separator: " ")
        guard !words.isEmpty else { return nil }
        for word in words {
            if let method = SIPMethod(word: word) {
                methods |= 1 << UInt32(method.rawValue)
            } else if let range = Self.statuses(word), statuses == nil {
                statuses = range
            } else if let wanted = Body(rawValue: String(word)), body == nil {
                body = wanted
            } else {
                return nil
            }
        }
        self.methods = methods
        self.statuses = statuses ?? 100...699
        self.body = body
    }

    /// `200`, `18x` or `4xx`.
    private static func statuses(_ word: Substring) -> ClosedRange<Int>? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        let wild = word.dropFirst(digits.count)
        guard word.utf8.count == 3, !digits.isEmpty, wild.allSatisfy({ $0 == "x" }), var first = Int(digits) else {
            return nil
        }
        var count = 1
        for _ in wild {
            first *= 10
            count *= 10
        }
        guard (100...699).contains(first) else { return nil }
        return first...first + count - 1
    }

    func fits(_ method: SIPMethod, _ status: SIPStatus, hasBody: Bool) -> Bool {
        (methods == 0 || methods & 1 << UInt32(method.rawValue) != 0) && statuses.contains(status.code)
            && (body == nil || (body == .present) == hasBody)
    }
}

extension SIPMethod {
    /// A method as persona files spell it: `OTHER` is any that has no name here.
    init?(word: some StringProtocol) {
        guard let method = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = method
    }

    var word: String { name.map { "\($0)" } ?? "OTHER" }
}

import SIP

/// A persona's layout, worked out for each kind of response before the first packet: which pieces stand there one
/// behind the other, with all that never changes in one piece.
struct ResponseForms: Sendable {
    enum Piece: Hashable, Sendable {
        case copied(SIPResponseWriter.CopiedField)
        case built(ResponseLayout.BuiltLine)
        case bytes([UInt8])
        case gap(HeaderTemplate.Gap)
        /// The length of the body, with spaces in front up to this width.
        case length(width: Int)
    }

    /// The pieces of one response.
    struct Form: Hashable, Sendable {
        let pieces: [Piece]
        /// Bytes of all that never changes.
        let fixedLength: Int
        /// How often at most one thing stands in it that comes from outside: a file may name a field twice.
        let copies: Int

        init(_ pieces: [Piece]) {
            self.pieces = pieces
            var length = 0
            var counts: [Piece: Int] = [:]
            for piece in pieces {
                switch piece {
                case .bytes(let bytes): length += bytes.count
                case .copied, .built: counts[piece, default: 0] += 1
                case .gap, .length: break
                }
            }
            fixedLength = length
            let all = counts.removeValue(forKey: .copied(.inRequestOrder)) ?? 0
            copies = max(1, all + (counts.values.max() ?? 0))
        }
    }

    /// The statuses that are worked out beforehand; any other is when it is wanted.
    private static let known = [
        100, 180, 183, 200, 202, 400, 401, 403, 404, 405, 407, 414, 415, 416, 420, 423, 480, 481, 482, 483, 486, 487,
        488, 489, 491, 500, 501, 503, 505, 513, 603,
    ]

    private let layout: ResponseLayout
    private let reasons: ReasonPhrases
    /// By method and status; nil where the usual phrase stands.
    private let phrases: [[UInt8]?]
    /// Each form once: most responses of a stack look the same.
    private let forms: [Form]
    /// Places in `forms`, by method, status and body.
    private let places: [Int]
    private let columns: [Int?]

    init(_ layout: ResponseLayout, _ reasons: ReasonPhrases) {
        self.layout = layout
        self.reasons = reasons
        phrases = SIPMethod.allCases.flatMap { method in
            Self.known.map { reasons.phrase(method, SIPStatus($0)) }
        }
        var forms: [Form] = []
        // By the lines that stand in it.
        var place: [[Int]: Int] = [:]
        var places: [Int] = []
        for method in SIPMethod.allCases {
            for code in Self.known {
                for hasBody in [false, true] {
                    let lines = Self.lines(layout, method, SIPStatus(code), hasBody)
                    let index = place[lines] ?? forms.count
                    if index == forms.count { forms.append(Self.form(lines.map { layout.lines[$0].content })) }
                    place[lines] = index
                    places.append(index)
                }
            }
        }
        self.forms = forms
        self.places = places
        columns = (0..<700).map { Self.known.firstIndex(of: $0) }
    }

    func form(_ method: SIPMethod, _ status: SIPStatus, hasBody: Bool) -> Form {
        guard let column = columns[status.code] else {
            return Self.form(layout.contents(method, status, hasBody: hasBody))
        }
        let row = (Int(method.rawValue) * Self.known.count + column) * 2
        return forms[places[row + (hasBody ? 1 : 0)]]
    }

    /// The reason phrase where it differs from the usual one.
    func reason(_ method: SIPMethod, _ status: SIPStatus) -> [UInt8]? {
        guard let column = columns[status.code] else { return reasons.phrase(method, status) }
        return phrases[Int(method.rawValue) * Self.known.count + column]
    }

    /// The places of the lines that stand in a response.
    private static func lines(
        _ layout: ResponseLayout, _ method: SIPMethod, _ status: SIPStatus, _ hasBody: Bool
    ) -> [Int] {
        layout.lines.indices.filter { index in
            let line = layout.lines[index]
            return (line.on.isEmpty || line.on.contains { $0.fits(method, status, hasBody: hasBody) })
                && !line.except.contains { $0.fits(method, status, hasBody: hasBody) }
        }
    }

    private static func form(_ contents: [ResponseLayout.Content]) -> Form {
        var form: [Piece] = []
        func append(_ bytes: [UInt8]) {
            if case .bytes(let before)? = form.last {
                form[form.count - 1] = .bytes(before + bytes)
            } else {
                form.append(.bytes(bytes))
            }
        }
        for content in contents {
            switch content {
            case .copied(let field): form.append(.copied(field))
            case .built(let line): form.append(.built(line))
            case .text(let template):
                for piece in template.pieces {
                    switch piece {
                    case .literal(let bytes): append(bytes)
                    case .gap(let gap): form.append(.gap(gap))
                    case .length(let width): form.append(.length(width: width))
                    }
                }
                append(Array("\r\n".utf8))
            }
        }
        return Form(form)
    }
}

import Events
import SIP

/// What a node pretends to be, for people: what its file says and what the node's id makes of it.
public struct PersonaDescription: Sendable {
    public struct Extension: Hashable, Sendable {
        public let name: String
        /// The planted weak password; nil for a strong one, which nothing matches.
        public let password: String?
    }

    public let persona: String
    public let title: String
    /// What Server or User-Agent says.
    public let server: String
    public let realm: String
    public let extensions: [Extension]
    /// What a foreign number has to have in front for a call to go out.
    public let carriedPrefixes: [String]
    /// What others get instead, by status.
    public let refusedPrefixes: [(prefix: String, status: Int)]
    /// Lines of up to 100 columns, each with its line feed, without anything that a terminal would obey.
    public let text: String

    private static let width = 100
    private static let indent = 12

    public init(_ choice: PersonaChoice, node: UUIDBytes) throws(PersonaError) {
        self.init(try Disguise(choice, node: node), node: node)
    }

    public init(_ disguise: Disguise, node: UUIDBytes) {
        let persona = disguise.persona
        self.persona = persona.name
        title = persona.title
        server = String(decoding: disguise.product, as: UTF8.self)
        realm = disguise.realm
        extensions = disguise.accounts.map { Extension(name: $0.name, password: $0.password) }
        carriedPrefixes = disguise.dialPlan.rules.filter { $0.refusal == nil }.map(\.prefix).sorted()
        refusedPrefixes = disguise.dialPlan.rules.compactMap { rule in rule.refusal.map { (rule.prefix, $0.code) } }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        let weak = extensions.filter { $0.password != nil }
        var lines = Self.field("Persona", [self.persona + ":"] + Self.words(title))
        lines += Self.field("Node", [node.description])
        lines += Self.field("Server", Self.words(server))
        lines += Self.field("Realm", [realm])
        lines += Self.field("Register", Self.registration(persona))
        lines += Self.field("Calls", Self.words(Self.access(persona.calls)))
        lines += Self.field("Timing", Self.timing(disguise))
        lines += Self.field("Carried", carriedPrefixes)
        lines += Self.field("Refused", refusedPrefixes.map { "\($0.prefix) (\($0.status))" })
        lines += Self.field(
            "Extensions", Self.words("\(extensions.count), \(weak.count) of them with a weak password"))
        for account in weak { lines += Self.field("", ["\(account.name)  \(account.password ?? "")"]) }
        lines += Self.field("", extensions.filter { $0.password == nil }.map(\.name))
        text = lines.map { $0 + "\n" }.joined()
    }

    /// A name and its words, as many a line as there is room for.
    private static func field(_ name: String, _ words: [String]) -> [String] {
        var lines: [String] = []
        var line = name + String(repeating: " ", count: max(1, indent - name.count))
        var isEmpty = true
        for word in words.map(visible) {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: indent)
                isEmpty = true
            }
            line += isEmpty ? word : " " + word
            isEmpty = false
        }
        return isEmpty ? lines : lines + [line]
    }

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }

    private static func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isPrintable ? $0 : "?" }))
    }

    private static func registration(_ persona: Persona) -> [String] {
        let policy = persona.registration
        return words(
            "known \(policy.known.code), unknown \(policy.unknown.code), wrong password \(persona.digest.wrongPassword.code)"
        )
    }

    private static func access(_ policy: CallPolicy) -> String {
        switch (policy.guests, policy.accounts) {
        case (.open, .open): "taken without a password"
        case (.open, .challenged(let status)):
            "taken without a password, but for who says that he is an extension (\(status.code))"
        case (.challenged(let status), _): "need a password (\(status.code))"
        }
    }

    private static func timing(_ disguise: Disguise) -> [String] {
        let ranges = disguise.timingRanges
        return words(
            "\(disguise.persona.calls.progress.code) after \(seconds(ranges.ringAfter)), 200 after another"
                + " \(seconds(ranges.answerAfter)), BYE \(seconds(ranges.hangUpAfter)) later")
    }

    /// `0.1–0.4 s`.
    private static func seconds(_ range: ClosedRange<Int>) -> String {
        "\(tenths(range.lowerBound))-\(tenths(range.upperBound)) s"
    }

    private static func tenths(_ milliseconds: Int) -> String {
        "\(milliseconds / 1000).\(milliseconds % 1000 / 100)"
    }
}

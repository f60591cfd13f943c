import Events
import SIP

/// Which prefixes the node carries calls with, and what it does to the rest.
struct DialPlan: Hashable, Sendable {
    struct Rule: Hashable, Sendable {
        let prefix: String
        /// nil for one that is carried.
        let refusal: SIPStatus?
    }

    /// The longest prefix first.
    let rules: [Rule]
    private let policy: NumberPolicy

    /// Digits of a number with its country code, without a prefix: E.164 allows 15, and those that are worth calling
    /// have 8 or more.
    private static let digits = 8...15
    /// Digits with a prefix that is not 0 or +. Extension scanners ask first for a random number of up to ten
    /// digits; what they learn from it is what an unknown extension gets.
    private static let shortestInAll = 11
    /// The usual prefixes stand first in the file; one of so many is always carried.
    private static let usual = 5
    private static let longestUser = 64

    init(_ policy: NumberPolicy, node: UUIDBytes) {
        var draw = NodeDraw(node, "prefixes")
        let count = draw.number(in: policy.carried)
        let sure = draw.element(of: Array(policy.prefixes.prefix(Self.usual)))
        let others = draw.shuffled(policy.prefixes.filter { $0 != sure })
        let carried = Set([sure] + others.prefix(count - 1))
        var rules: [Rule] = []
        for prefix in policy.prefixes where !rules.contains(where: { $0.prefix == prefix }) {
            let refusal = draw.element(of: policy.refusals)
            rules.append(Rule(prefix: prefix, refusal: carried.contains(prefix) ? nil : refusal))
        }
        self.rules = rules.sorted { ($0.prefix.utf8.count, $1.prefix) > ($1.prefix.utf8.count, $0.prefix) }
        self.policy = policy
    }

    /// - Parameter user: as dialled, escapes decoded; empty for a call to no user.
    func treatment(of user: String) -> CallTreatment {
        guard user.utf8.count <= Self.longestUser else { return .unknown(policy.unknown) }
        if let number = Self.number(user) {
            guard let rule = rules.first(where: { Self.fits(number, behind: $0.prefix) }) else {
                return .unknown(policy.unknown)
            }
            return rule.refusal.map(CallTreatment.refuse) ?? .take
        }
        return policy.takesNames && Self.isName(user) ? .take : .unknown(policy.unknown)
    }

    /// The digits, with a + where there is one in front; nil for what is no number. Separators do not count, nor do
    /// parameters (RFC 3966 §5.1.1).
    private static func number(_ user: String) -> [UInt8]? {
        var number: [UInt8] = []
        for byte in user.utf8.prefix(while: { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }) {
            switch byte {
            case 0x30...0x39: number.append(byte)
            case UInt8(ascii: "+") where number.isEmpty: number.append(byte)
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: " "): continue
            default: return nil
            }
        }
        return number.isEmpty ? nil : number
    }

    private static func fits(_ number: [UInt8], behind prefix: String) -> Bool {
        guard number.starts(with: prefix.utf8) else { return false }
        let rest = number.dropFirst(prefix.utf8.count)
        // No country code begins with 0.
        guard digits.contains(rest.count), let first = rest.first, first != UInt8(ascii: "0"),
            rest.allSatisfy({ $0 != UInt8(ascii: "+") })
        else { return false }
        return number[0] == UInt8(ascii: "0") || number[0] == UInt8(ascii: "+") || number.count >= shortestInAll
    }

    /// Nothing at all, or a word as people name services.
    private static func isName(_ user: String) -> Bool {
        var hasLetter = false
        for byte in user.utf8 {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A: hasLetter = true
            case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): continue
            default: return false
            }
        }
        return hasLetter || user.isEmpty
    }
}

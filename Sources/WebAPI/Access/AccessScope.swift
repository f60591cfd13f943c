/// What a token allows. Each scope allows what those in front of it do.
enum AccessScope: String, CaseIterable, Comparable, Sendable {
    case read
    case admin

    static func < (left: AccessScope, right: AccessScope) -> Bool {
        left == .read && right == .admin
    }
}

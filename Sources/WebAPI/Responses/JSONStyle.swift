import Hummingbird

/// How JSON is laid out.
enum JSONStyle: Hashable, Sendable {
    /// Two spaces a level, as the original writes it.
    case indented
    /// Without white space.
    case compact

    /// Indented unless the query says `pretty=false`.
    init(_ request: Request) {
        switch request.query("pretty") {
        case "false", "0", "no": self = .compact
        default: self = .indented
        }
    }
}

import HTTPTypes
import Hummingbird

/// In which form a list is sent.
enum ListFormat: Hashable, Sendable {
    case json(JSONStyle)
    /// RFC 4180, with a line of names in front.
    case csv
    /// The first field of each row, a line each.
    case text

    /// The first that the client names and does not refuse (RFC 9110 §12.5.1); JSON for all others.
    init(_ request: Request) {
        self = .json(JSONStyle(request))
        for range in request.headers[.accept]?.split(separator: ",") ?? [] {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard !parts.dropFirst().contains(where: { $0.hasPrefix("q=") && Double($0.dropFirst(2)) == 0 }) else {
                continue
            }
            switch parts.first {
            case "text/csv": self = .csv
            case "text/plain": self = .text
            case "application/json", "*/*": break
            default: continue
            }
            return
        }
    }

    var contentType: String {
        switch self {
        case .json: "application/json"
        case .csv: "text/csv; charset=utf-8; header=present"
        case .text: "text/plain; charset=utf-8"
        }
    }
}

import Events
import FoundationEssentials

extension Timestamp {
    /// Reads RFC 3339 (`2022-02-22T11:19:15Z`, with an offset or a fraction if one likes), the form in which answers give
    /// times, or seconds since 1970. Nil for anything else, and for what lies outside of the years 1970 to 2261.
    init?(query text: String) {
        if let time = Timestamp(text) {
            self = time
        } else if let seconds = Int64(text) {
            guard Self.seconds.contains(seconds) else { return nil }
            self.init(nanoseconds: seconds * 1_000_000_000)
        } else {
            let whole = Date.ISO8601FormatStyle()
            let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            guard let date = (try? whole.parse(text)) ?? (try? fractional.parse(text)) else { return nil }
            let seconds = date.timeIntervalSince1970
            guard Self.seconds.contains(Int64(clamping: Int(seconds.rounded(.down)))) else { return nil }
            self.init(nanoseconds: Int64(seconds * 1_000) * 1_000_000)
        }
    }

    private static let seconds: Range<Int64> = 0..<9_214_646_400
}

import Hummingbird
import Store

/// `GET /numbers/{number}`: whether a number was dialled, in this form or in another. Whoever asks gets back what they
/// asked for.
struct NumberRoute {
    /// Longer ones are nobody's; the longest of ITU-T E.164 §6.2.1 has 15 digits.
    private static let longest = 64

    let lookups: StoreLookups

    func register(in routes: RouteTable) {
        routes.get("numbers/:number") { request, context in
            // As with the original, what is no number is no route.
            guard let number = context.text("number"), Self.isNumber(number) else { throw APIFault.notFound }
            let style = JSONStyle(request)
            guard case .found = try lookups.number(number) else { return .message("No phone number found", style) }
            return .json(.ok, style) {
                $0.key("phone_number_found")
                $0.string(number)
            }
        }
    }

    /// An optional plus sign, then digits.
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "+") ? text.utf8.dropFirst() : text.utf8[...]
        return !digits.isEmpty && digits.count <= longest
            && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

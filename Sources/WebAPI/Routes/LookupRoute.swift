import Events
import FoundationEssentials
import Hummingbird
import NIOCore
import SIP
import Store

/// `POST /lookup`: what is known of up to a thousand numbers and addresses; `GET /lookup/{value}`: of one, in a word
/// that a dial plan can compare.
struct LookupRoute {
    private static let valueLimit = 1_000
    private static let valueBytes = 128
    private static let bodyBytes = 256 << 10
    /// How long a body may take to come.
    private static let patience = Duration.seconds(10)

    let lookups: StoreLookups

    private struct Body: Decodable {
        let values: [String]
    }

    fileprivate enum Answer {
        case number(NumberFinding)
        case address(StoredTotal)
        /// - Parameter kind: nil for what is neither.
        case notFound(kind: String?)
    }

    func register(in routes: RouteTable) {
        routes.post("lookup") { request, _ in
            let values = try await Self.values(of: request)
            let answers = try values.map { ($0, try answer(to: $0)) }
            return .json(.ok, JSONStyle(request)) {
                $0.rows("results", answers) { $1.write($0.0, $0.1) }
            }
        }
        routes.get("lookup/:value") { _, context in
            guard let value = context.text("value"), value.utf8.count <= Self.valueBytes else {
                throw APIFault.invalidRequest
            }
            let address = IPAddress(value)?.description
            let isKnown = try address.map { try lookups.address($0) != nil } ?? lookups.isKnown(number: value)
            return Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-cache"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: isKnown ? "BAD" : "OK")))
        }
    }

    private static func values(of request: Request) async throws -> [String] {
        var request = request
        let body = try await request.body(upTo: bodyBytes, within: patience)
        guard let values = try? JSONDecoder().decode(Body.self, from: Data(body.readableBytesView)).values,
            (1...valueLimit).contains(values.count), values.allSatisfy({ $0.utf8.count <= valueBytes })
        else { throw APIFault.invalidRequest }
        return values
    }

    private func answer(to value: String) throws(StoreError) -> Answer {
        if let address = IPAddress(value) {
            return try lookups.address(address.description).map { .address($0) } ?? .notFound(kind: "ip_address")
        }
        if case .found(let finding) = try lookups.number(value) { return .number(finding) }
        let hasDigits = value.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return .notFound(kind: hasDigits ? "number" : nil)
    }
}

extension FieldWriter {
    fileprivate mutating func write(_ value: String, _ answer: LookupRoute.Answer) {
        text("value", value)
        switch answer {
        case .number(let finding):
            bool("found", true)
            text("kind", "number")
            text("match", finding.match.rawValue)
            number("confidence", finding.confidence)
            text("called_number_e164", finding.e164?.description)
            text("country", finding.country?.description)
            time("seen_last", finding.lastSeen)
            count("seen_count", finding.attempts)
        case .address(let address):
            bool("found", true)
            text("kind", "ip_address")
            text("match", "exact")
            time("seen_last", address.lastSeen)
            count("seen_count", address.attempts)
        case .notFound(let kind):
            bool("found", false)
            text("kind", kind)
        }
    }
}

import Events
import FoundationEssentials
import HTTPTypes
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
    let lists: StoreLists
    let policy: ActionPolicy
    /// nil when the node does not share.
    let askNetwork: (@Sendable (PeerSubject) async -> NetworkWord)?

    private struct Body: Decodable {
        let values: [String]
    }

    fileprivate enum Answer {
        case number(NumberFinding)
        case address(StoredTotal)
        /// Other nodes saw it, and that may be acted on.
        case reported(kind: String)
        /// - Parameter kind: nil for what is neither.
        case notFound(kind: String?)
    }

    func register(in routes: RouteTable) {
        routes.post("lookup") { request, _ in
            let values = try await Self.values(of: request)
            var answers = try values.map { ($0, try answer(to: $0)) }
            if try request.wantsPeers() { try await addPeers(to: &answers) }
            return .json(.ok, JSONStyle(request)) {
                $0.rows("results", answers) { $1.write($0.0, $0.1) }
            }
        }
        routes.get("lookup/:value") { request, context in
            guard let value = context.text("value"), value.utf8.count <= Self.valueBytes else {
                throw APIFault.invalidRequest
            }
            let address = IPAddress(value)?.description
            var isBad = try address.map { try lookups.address($0) != nil } ?? lookups.isKnown(number: value)
            if try request.wantsPeers(), !isBad { isBad = try await !actionable([value]).isEmpty }
            var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-cache"]
            if try request.isOn("network") {
                let word = await network(value)
                headers[.network] = word.text
                isBad = isBad || word.isActionable
            }
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: isBad ? "BAD" : "OK")))
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

    private func network(_ value: String) async -> NetworkWord {
        guard let askNetwork else { return .unknown("this node does not share") }
        let subjects = lookups.subjects(of: value)
        guard let subject = subjects.first(where: \.isAsked) else { return .unknown("neither address nor number") }
        return await askNetwork(subject)
    }

    /// Those of which others report what may be acted on.
    private func actionable(_ values: [String]) async throws -> Set<String> {
        let asked = values.map { ($0, lookups.subjects(of: $0).filter(\.isAsked)) }
        let policy = policy
        return try await lists.read { reader in
            let now = Timestamp.now
            var found: Set<String> = []
            for (value, subjects) in asked {
                for subject in subjects where try reader.isActionable(subject, policy, at: now) { found.insert(value) }
            }
            return found
        }
    }

    private func addPeers(to answers: inout [(String, Answer)]) async throws {
        let unknown = answers.compactMap { if case .notFound = $0.1 { $0.0 } else { nil } }
        let found = try await actionable(unknown)
        for index in answers.indices where found.contains(answers[index].0) {
            answers[index].1 = .reported(kind: IPAddress(answers[index].0) == nil ? "number" : "ip_address")
        }
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

extension PeerSubject {
    /// Whether what others report of it can be acted on: an address, or a number that is one.
    fileprivate var isAsked: Bool {
        if case .number(let number) = self { number.hasPrefix("+") } else { true }
    }
}

extension HTTPField.Name {
    // Its spelling makes it a token, so that it is never nil.
    fileprivate static let network = HTTPField.Name("X-SentryPeer-Network") ?? .server
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
        case .reported(let kind):
            bool("found", true)
            text("kind", kind)
            text("match", "peers")
        case .notFound(let kind):
            bool("found", false)
            text("kind", kind)
        }
    }
}

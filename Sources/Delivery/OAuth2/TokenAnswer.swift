import FoundationEssentials
import NIOCore

/// A token as the service granted it.
struct TokenAnswer: Equatable {
    /// Bytes of an answer that are read.
    static let limit = 64 << 10

    let token: Secret
    /// Nil when the service did not say.
    let lifetime: Duration?

    private struct Fields: Decodable {
        let access_token: String?
        let expires_in: Lifetime?
        let error: String?
    }

    /// Seconds; some services write them as a string.
    private struct Lifetime: Decodable {
        let seconds: Double?

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            seconds = (try? value.decode(Double.self)) ?? (try? value.decode(String.self)).flatMap { Double($0) }
        }
    }

    /// Reads a whole answer. Whatever is not a token is a fault that says what it is instead.
    static func read(_ answer: HTTPAnswer) -> Result<TokenAnswer, TokenFault> {
        let fields = answer.isCut ? nil : try? JSONDecoder().decode(Fields.self, from: Data(answer.body.readableBytesView))
        guard (200...299).contains(answer.status) else {
            return .failure(.refused(status: answer.status, error: fields?.error.flatMap(errorCode)))
        }
        guard let fields else { return .failure(.notJSON) }
        // What goes into a header has to be of its characters (RFC 6750 §2.1).
        guard let token = fields.access_token, !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return .failure(.noToken) }
        return .success(TokenAnswer(token: Secret(token), lifetime: fields.expires_in?.seconds.flatMap(lifetime)))
    }

    /// An error code such as `invalid_client` (RFC 6749 §5.2); nothing else that a service says is repeated, since it
    /// may be our secret.
    private static func errorCode(_ text: String) -> String? {
        let isCode = text.utf8.count <= 40 && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
        return isCode && !text.isEmpty ? text : nil
    }

    /// Bounded: a token that has expired already would be asked for without end.
    private static func lifetime(_ seconds: Double) -> Duration? {
        seconds.isFinite ? .seconds(min(max(seconds, 1), 10 * 365 * 86_400)) : nil
    }
}

/// Why there is no token.
enum TokenFault: Error, Equatable {
    case refused(status: Int, error: String?)
    case notJSON
    case noToken
    case unreachable(HTTPFault)
}

extension TokenFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .refused(let status, nil): "it answered \(status)"
        case .refused(let status, let error?): "it answered \(status), \(error)"
        case .notJSON: "its answer is not a JSON object"
        case .noToken: "its answer has no access_token that can be used"
        case .unreachable(let fault): fault.description
        }
    }
}

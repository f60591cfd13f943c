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
        let token: String?
        let lifetime: Lifetime?
        let error: String?

        enum CodingKeys: String, CodingKey {
            case token = "access_token"
            case lifetime = "expires_in"
            case error
        }
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
        let body = Data(answer.body.readableBytesView)
        let fields = answer.isCut ? nil : try? JSONDecoder().decode(Fields.self, from: body)
        guard (200...299).contains(answer.status) else {
            return .failure(.refused(status: answer.status, error: fields?.error.flatMap(errorCode)))
        }
        guard let fields else { return .failure(.notJSON) }
        // What goes into a header has to be of its characters (RFC 6750 §2.1).
        guard let token = fields.token, !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return .failure(.noToken) }
        return .success(TokenAnswer(token: Secret(token), lifetime: fields.lifetime?.seconds.flatMap(lifetime)))
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

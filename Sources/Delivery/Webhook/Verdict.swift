/// What an answer to a delivery means.
enum Verdict: Equatable {
    case delivered
    /// Trying again may help.
    case failed(reason: String, retryAfter: Duration? = nil)
    /// 401 or 403: a new token may help, and then trying again may.
    case unauthorized(reason: String)
    /// It will be the same however often it is tried.
    case refused(status: Int, reason: String)

    init(_ result: Result<HTTPAnswer, HTTPFault>) {
        switch result {
        case .failure(let fault): self = .failed(reason: fault.description)
        case .success(let answer): self.init(answer)
        }
    }

    private init(_ answer: HTTPAnswer) {
        let reason = "it answered \(answer.status)"
        switch answer.status {
        case 200...299: self = .delivered
        case 401, 403: self = .unauthorized(reason: reason)
        // A time-out, a conflict with an attempt that still runs, too early, too many.
        case 408, 409, 425, 429: self = .failed(reason: reason, retryAfter: answer.retryAfter)
        // A proxy on the way, not the endpoint.
        case 407: self = .failed(reason: reason)
        case 300...399: self = .failed(reason: "\(reason), which points elsewhere and is not followed")
        case 400...499: self = .refused(status: answer.status, reason: Self.excerpt(answer))
        default: self = .failed(reason: reason, retryAfter: answer.retryAfter)
        }
    }

    /// The start of what an endpoint says about a refusal.
    private static func excerpt(_ answer: HTTPAnswer) -> String {
        TerminalText.printable(String(decoding: answer.body.readableBytesView.prefix(200), as: UTF8.self))
    }
}

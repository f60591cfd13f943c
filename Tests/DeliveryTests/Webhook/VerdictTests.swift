import NIOCore
import Testing

@testable import Delivery

@Suite struct VerdictTests {
    private static func verdict(_ status: Int) -> Verdict {
        Verdict(.success(HTTPAnswer(status: status, retryAfter: .seconds(7), body: ByteBuffer(string: "no\u{1b}"))))
    }

    @Test(arguments: [200, 201, 202, 204])
    func successIsDelivered(status: Int) {
        #expect(Self.verdict(status) == .delivered)
    }

    @Test(arguments: [408, 409, 425, 429, 500, 502, 503, 504])
    func whatMayPassIsTriedAgainWhenItWantsToBe(status: Int) {
        #expect(Self.verdict(status) == .failed(reason: "it answered \(status)", retryAfter: .seconds(7)))
    }

    @Test(arguments: [400, 404, 405, 410, 413, 415, 422, 451])
    func whatStaysWrongIsRefused(status: Int) {
        #expect(Self.verdict(status) == .refused(status: status, reason: "no\\u{1b}"))
    }

    @Test(arguments: [401, 403])
    func wantOfPermissionIsItsOwn(status: Int) {
        #expect(Self.verdict(status) == .unauthorized(reason: "it answered \(status)"))
    }

    @Test func aRedirectIsNotFollowed() {
        guard case .failed(let reason, nil) = Self.verdict(301) else {
            Issue.record("not a failure")
            return
        }
        #expect(reason.contains("not followed"))
    }

    @Test func noAnswerIsTriedAgain() {
        #expect(Verdict(.failure(.tooSlow)) == .failed(reason: "no answer in time"))
    }
}

import NIOCore
import Testing

@testable import Delivery

@Suite struct HTTPAnswerHidingTests {
    private static func hidden(_ body: String, _ secrets: String...) -> String {
        let answer = HTTPAnswer(status: 400, body: ByteBuffer(string: body))
        return String(buffer: answer.hiding(secrets.map(Secret.init)).body)
    }

    @Test func whatAnEndpointRepeatsOfOursDoesNotStay() {
        #expect(Self.hidden("Bearer abc, abc!", "abc") == "Bearer …, …!")
        #expect(Self.hidden("key and word", "word", "key") == "… and …")
        #expect(Self.hidden("aaaa", "aa") == "……")
        #expect(Self.hidden("ab", "abc") == "ab")
        #expect(Self.hidden("as it is", "") == "as it is")
        #expect(Self.hidden("", "abc").isEmpty)
    }
}

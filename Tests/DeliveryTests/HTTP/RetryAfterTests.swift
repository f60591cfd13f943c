import Events
import Testing

@testable import Delivery

@Suite struct RetryAfterTests {
    /// Sun, 06 Nov 1994 08:49:37 GMT
    private let now = Timestamp(nanoseconds: 784_111_777_000_000_000)

    @Test(arguments: [
        ("0", Duration.zero), ("120", .seconds(120)), ("99999999", .seconds(3_600)),
        ("99999999999999999999999", .seconds(3_600)),
        ("Sun, 06 Nov 1994 08:49:47 GMT", .seconds(10)), ("Sun, 06 Nov 1994 08:49:07 GMT", .zero),
        ("Mon, 06 Nov 2034 08:49:37 GMT", .seconds(3_600)),
    ])
    func secondsAndDatesAreReadAndBounded(text: String, delay: Duration) {
        #expect(RetryAfter.read(text, at: now) == delay)
    }

    @Test(arguments: [
        "", "-1", "1.5", "soon", "Sat, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT", "+5",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
    ])
    func whatIsNeitherIsNothing(text: String) {
        #expect(RetryAfter.read(text, at: now) == nil)
    }
}

import Testing

@testable import Events

@Suite struct TimestampTests {
    @Test(arguments: [
        (1_645_528_755_848_934_346, "2022-02-22 11:19:15.848934346"), (0, "1970-01-01 00:00:00.000000000"),
        (1, "1970-01-01 00:00:00.000000001"), (951_782_400_000_000_000, "2000-02-29 00:00:00.000000000"),
        (1_709_251_199_999_999_999, "2024-02-29 23:59:59.999999999"),
        (4_107_542_399_000_000_000, "2100-02-28 23:59:59.000000000"),
        (4_107_542_400_000_000_000, "2100-03-01 00:00:00.000000000"),
        (9_214_646_399_999_999_999, "2261-12-31 23:59:59.999999999"),
    ])
    func textBothWays(nanoseconds: Int64, text: String) {
        #expect(Timestamp(nanoseconds: nanoseconds).description == text)
        #expect(Timestamp(text) == Timestamp(nanoseconds: nanoseconds))
    }

    @Test(arguments: [
        (-1, "1969-12-31 23:59:59.999999999"), (-86_400_000_000_000, "1969-12-31 00:00:00.000000000"),
        (.min, "1677-09-21 00:12:43.145224192"), (.max, "2262-04-11 23:47:16.854775807"),
    ])
    func everyMomentHasAText(nanoseconds: Int64, text: String) {
        #expect(Timestamp(nanoseconds: nanoseconds).description == text)
    }

    @Test(arguments: [
        "", "2022-02-22", "2022-02-22 11:19:15", "2022-02-22 11:19:15.84893434", "2022-02-22 11:19:15.8489343460",
        "2022-02-22T11:19:15.848934346", "2022/02/22 11:19:15.848934346", "2022-02-29 11:19:15.848934346",
        "2100-02-29 00:00:00.000000000", "2022-04-31 00:00:00.000000000", "2022-13-01 00:00:00.000000000",
        "2022-00-01 00:00:00.000000000", "2022-01-00 00:00:00.000000000", "2022-01-01 24:00:00.000000000",
        "2022-01-01 00:60:00.000000000", "2022-01-01 00:00:60.000000000", "1969-12-31 23:59:59.999999999",
        "9999-12-31 23:59:59.999999999", "2022-02-22 11:19:15.84893434x", "2022-02-22 11:19:15.84893434é",
        "-022-02-22 11:19:15.848934346", "2261-99-99 99:99:99.999999999",
    ])
    func readsNothingElse(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func laterIsGreater() {
        let time = Timestamp(nanoseconds: 5)
        #expect(time < Timestamp(nanoseconds: 6))
        #expect(Timestamp(nanoseconds: -6) < time)
        #expect(!(time < time))
    }

    @Test(
        arguments: [
            (Duration.seconds(32), 32_000_000_005), (.nanoseconds(7), 12), (.milliseconds(-1), -999_995), (.zero, 5),
        ] as [(Duration, Int64)])
    func addsDurations(duration: Duration, expected: Int64) {
        #expect(Timestamp(nanoseconds: 5).adding(duration).nanoseconds == expected)
    }

    @Test func nowIsTheWallClock() {
        let before = Timestamp.now
        let text = before.description
        #expect(text > "2024-01-01" && text.utf8.count == 29)
        #expect(Timestamp.now >= before)
        #expect(before.milliseconds == before.nanoseconds / 1_000_000)
    }
}

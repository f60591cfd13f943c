import Testing

@testable import Telephony

@Suite struct PrefixCostsTests {
    /// Of the digits before the star.
    private func bits(_ text: String) throws -> Float {
        let parts = text.split(separator: "*", omittingEmptySubsequences: false)
        let length = parts[0].filter(\.isNumber).count
        let form = try #require(DialString(parts.joined() + "46500729221"))
        return PrefixCosts(form, longest: form.count).description(ofFirst: length).bits
    }

    /// The likelier one first.
    @Test(arguments: [
        ("00*", "011*"), ("011*", "810*"), ("00*", "900*"), ("900*", "400*"), ("9011*", "59011*"), ("99*", "94*"),
        ("123*", "384*"), ("*", "5*"), ("000*", "7316*"), ("9810*", "9712*"), ("+*", "*"), ("00+*", "00*"),
        ("5555*", "5274*"), ("9*", "5*"),
    ])
    func whatMoreCallersDialTakesFewerBits(likely: String, unlikely: String) throws {
        #expect(try bits(likely) < bits(unlikely))
    }

    @Test func anInventionTakesAboutAsManyBitsAsItHasDigits() throws {
        #expect(abs(try bits("738261*") - bits("7382*") - 2 * 3.32) < 2.5)
    }

    @Test func theInternationalPrefixAtTheEndIsFound() throws {
        let form = try #require(DialString("9810046500729221"))
        let costs = PrefixCosts(form, longest: form.count)
        #expect(costs.description(ofFirst: 4).internationalDigits == 3)
        #expect(costs.description(ofFirst: 5).internationalDigits == 2)
        #expect(costs.description(ofFirst: 1).internationalDigits == 0)
        #expect(costs.description(ofFirst: 0).internationalDigits == 0)
    }

    @Test func longPrefixesHaveBitsToo() throws {
        let form = try #require(DialString(String(repeating: "7", count: 40)))
        #expect(PrefixCosts(form, longest: 33).description(ofFirst: 33).bits > 33)
    }
}

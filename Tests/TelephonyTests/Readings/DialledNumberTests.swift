import Telephony
import Testing

@Suite struct DialledNumberTests {
    private func reading(_ text: String) throws -> DialledNumber { try DialledNumber(#require(DialString(text))) }

    @Test(arguments: [
        ("0046500729221", "00", "+46500729221"), ("981046500729221", "9810", "+46500729221"),
        ("+46500729221", "", "+46500729221"), ("46500729221", "", "+46500729221"),
        ("900046500729221", "9000", "+46500729221"),
        ("9011441519470644", "9011", "+441519470644"), ("00+441519470644", "00", "+441519470644"),
        ("0000972592277524", "0000", "+972592277524"), ("81048717028888", "810", "+48717028888"),
        ("+011441519470644", "011", "+441519470644"), ("900441519470644", "900", "+441519470644"),
        ("001146812410967", "0011", "+46812410967"), ("9999946812410967", "99999", "+46812410967"),
        ("01112125550123", "011", "+12125550123"), ("9912125550123", "99", "+12125550123"),
    ])
    func aNumberStandsBehindItsPrefix(text: String, prefix: String, number: String) throws {
        #expect(try reading(text).e164?.description == number)
        #expect(try reading(text).prefix == prefix)
    }

    /// The trunk prefix of the written form is neither the number's nor the prefix's.
    @Test func aTrunkPrefixInTheNumberIsDropped() throws {
        let number = try reading("0044 (0)20 7946 0000")
        #expect(number.e164?.description == "+442079460000")
        #expect(number.prefix == "00")
    }

    @Test(arguments: ["1", "100", "1001", "911", "123456", "5000", "0000000", "99999999", "12345678"])
    func extensionsAreNoNumbers(text: String) throws {
        #expect(try reading(text).e164 == nil)
        #expect(try reading(text).prefix == "")
    }

    @Test(arguments: ["0000000000000000000000000000000000000000", "9999999999999999999999999999999999999999"])
    func digitsWithoutANumberAreNone(text: String) throws {
        #expect(try reading(text).e164 == nil)
    }

    /// Fraud uses ranges that nobody has: +882 99 here.
    @Test func aNumberOfARangeNotAllocatedIsOne() throws {
        #expect(try reading("00882990000000").e164?.description == "+882990000000")
    }

    @Test func whatHasLittleBesidesItIsSurer() throws {
        let sure = try reading("+46500729221").confidence
        let invented = try reading("8784946812410967").confidence
        #expect(sure >= 95)
        #expect(invented < 80)
    }

    /// What is in front, the number, and perhaps a trunk prefix in it are all the digits.
    @Test func aReadingIsMadeOfTheFormsDigits() throws {
        var chance = SeededGenerator(seed: 6)
        for _ in 0..<20_000 {
            let form = try #require(DialString((Bool.random(using: &chance) ? "" : "+") + chance.digits(1...40)))
            let number = DialledNumber(form)
            #expect((0...100).contains(number.confidence))
            guard let e164 = number.e164 else { continue }
            let rest = form.digits.dropFirst(number.prefix.count)
            #expect(form.digits.hasPrefix(number.prefix))
            #expect(rest.hasPrefix("\(e164.callingCode)"))
            #expect(rest.hasSuffix(e164.nationalNumber))
            #expect((0...2).contains(rest.count - "\(e164.value)".count))
            #expect(E164(e164.value) == e164)
        }
    }
}

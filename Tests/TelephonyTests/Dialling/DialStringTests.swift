import Telephony
import Testing

@Suite struct DialStringTests {
    @Test(arguments: [
        ("0046500729221", "0046500729221"), ("+46500729221", "+46500729221"), ("1001", "1001"), ("0", "0"),
    ])
    func plainDigitsStayAsTheyAre(text: String, expected: String) {
        #expect(DialString(text)?.description == expected)
    }

    /// RFC 3966 §5.1.1, and what people write besides.
    @Test(arguments: [
        "+46-500-72.92.21", "+46 (500) 729 221", "+46/500/729221", "+46\u{A0}500\u{A0}729221", "(+46)500729221",
        "+46\u{2011}500\u{2013}729221", "\t+46500729221 ", "\"+46500729221\"", "<+46500729221>", "+46·500·729221",
    ])
    func visualSeparatorsGo(text: String) {
        #expect(DialString(text)?.description == "+46500729221")
    }

    @Test(arguments: ["＋４６５００７２９２２１", "+٤٦٥٠٠٧٢٩٢٢١", "+۴۶۵۰۰۷۲۹۲۲۱", "+४६५००७२९२२१"])
    func digitsOfOtherScriptsAreDigits(text: String) {
        #expect(DialString(text)?.description == "+46500729221")
    }

    @Test(arguments: [
        "tel:+46500729221", "TEL:+46500729221", "sip:+46500729221@example.com;transport=udp", "sips:+46500729221@[::1]",
        "<sip:+46500729221@example.com>", "tel:tel:+46500729221", "tel:+46-500-729221;ext=123", "+46500729221;isub=9",
        "+46500729221;npdi;rn=12", "+46500729221:secret",
    ])
    func whatAURIHasAroundANumberGoes(text: String) {
        #expect(DialString(text)?.description == "+46500729221")
    }

    /// RFC 3966 §5.1.5.
    @Test(arguments: [
        ("500729221;phone-context=+46", "+46500729221"), ("0500729221;phone-context=+46", "+460500729221"),
        ("500 729 221;PHONE-CONTEXT=+46", "+46500729221"), ("5550123;ext=1;phone-context=+1-212", "+12125550123"),
        ("0500729221;phone-context=example.com", "0500729221"), ("911;phone-context=+1", "911"),
        ("0046500729221;phone-context=+46", "0046500729221"), ("+46500729221;phone-context=+1", "+46500729221"),
        ("500729221;phone-context=+", "500729221"), ("500729221;phone-context=", "500729221"),
        ("500729221;phone-context=+12345678901234567890", "500729221"),
    ])
    func aContextMakesALocalNumberGlobal(text: String, expected: String) {
        #expect(DialString(text)?.description == expected)
    }

    @Test(arguments: [
        "0046500729221#", "0046500729221,,1234#", "0046500729221,", "0046500729221#1234", "0046500729221p1234",
        "0046500729221w1234", "0046500729221;postd=pp22",
    ])
    func pausesAndWhatFollowsGo(text: String) {
        #expect(DialString(text)?.description == "0046500729221")
    }

    @Test(arguments: [
        "a0046500729221", "0046500729221x", "user-0046500729221", "a0046500729221b", "x1y22z0046500729221",
    ])
    func lettersAroundANumberAreNoise(text: String) {
        #expect(DialString(text)?.description == "0046500729221")
    }

    /// ITU-T E.161 §3.1.
    @Test(arguments: [
        ("1-800-FLOWERS", "18003569377"), ("+1-800-flowers", "+18003569377"), ("0800 GO FISH", "0800463474"),
        ("011-1-800-FLOWERS", "01118003569377"), ("1-800-4MY-HOME", "18004694663"),
    ])
    func lettersAfterAnAreaCodeAreKeys(text: String, expected: String) {
        #expect(DialString(text)?.description == expected)
    }

    @Test(arguments: [
        "", "hello", "admin", "100test", "ext100", "a1b2c3d4e5f6", "tel:", "@", ";phone-context=+46", "+", "-",
        "sip:alice@1.2.3.4",
        "user:12345678", "\u{FF}\u{FE}", "1001x", "3fa85f64-57", "Å1001",
    ])
    func namesAreNoDialStrings(text: String) {
        #expect(DialString(text) == nil)
    }

    @Test(arguments: ["++46500729221", "00+46500729221", "+00+46500729221", "9+46500729221", "+ 46500729221"])
    func aPlusMayStandAnywhere(text: String) throws {
        let form = try #require(DialString(text))
        #expect(form.hasPlus)
        #expect(DialledNumber(form).e164?.description == "+46500729221")
    }

    @Test func aPlusBehindAllDigitsIsNone() throws {
        let form = try #require(DialString("46500729221+"))
        #expect(!form.hasPlus)
        #expect(form.digits == "46500729221")
    }

    @Test func longTextIsCutAtItsEndAndItsDigitsAtTheirBeginning() throws {
        let form = try #require(DialString("9" + String(repeating: "0", count: 50) + "46500729221"))
        #expect(form.count == DialString.maximumDigits)
        #expect(form.digits.hasSuffix("0046500729221"))
        let text = String(repeating: "-", count: 1020) + "12345678"
        #expect(DialString(text)?.digits == "1234")
    }

    @Test func aNumberIsItsDigitsAfterAPlus() throws {
        let number = try #require(E164("+46500729221"))
        #expect(DialString(number) == DialString("+46500729221"))
    }

    @Test func aSuffixHasNoPlus() throws {
        let form = try #require(DialString("+46500729221"))
        #expect(form.suffix(7).description == "0729221")
        #expect(form.suffix(99) == DialString("46500729221"))
    }

    @Test func anyBytesGiveDigitsOrNothing() {
        var chance = SeededGenerator(seed: 4)
        let alphabets = [
            Array(UInt8.min...UInt8.max), Array("0123456789".utf8), Array("0123456789+*#;:@,pwx ".utf8),
            Array("tel:sip:;phone-context=+1234567890*#".utf8), Array("12３４٤+".utf8),
        ]
        for round in 0..<20_000 {
            let alphabet = alphabets[round % alphabets.count]
            let count = Int.random(in: 0...(round % 50 == 0 ? 1500 : 60), using: &chance)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &chance) ?? 0 }
            guard let form = DialString(bytes) else { continue }
            #expect((1...DialString.maximumDigits).contains(form.count))
            #expect(form.digits.utf8.count == form.count)
            #expect(form.digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            #expect(DialString(form.description)?.digits == form.digits)
        }
    }
}

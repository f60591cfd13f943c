import Telephony
import Testing

@Suite struct DialStringTailTests {
    @Test func aTailIsTheDigitsFromTheEnd() throws {
        #expect(try #require(DialString("46500729221")).tail == 122_927_005_640_000_000)
        #expect(try #require(DialString("1")).tail == 100_000_000_000_000_000)
        #expect(try #require(DialString("0")).tail == 0)
        #expect(try #require(DialString("0099999999999999999999")).tail == 999_999_999_999_999_999)
    }

    @Test(arguments: ["9221", "0729221", "46500729221", "0046500729221", "5004650072922100"])
    func tailsOfAnEndingHoldAllThatEndInIt(ending: String) throws {
        let tails = try #require(DialString(ending)).tails
        for head in ["", "0", "46", "981046500", "99999999999999999999"] {
            #expect(try tails.contains(#require(DialString(head + ending)).tail))
        }
        for other in ["9222", "10729221", "46500729222", "46500729"] where !other.hasSuffix(ending) {
            #expect(try !tails.contains(#require(DialString(other)).tail))
        }
    }

    @Test func formsOfANumberLieTogether() throws {
        let number = try #require(E164("+46500729221"))
        for form in ["46500729221", "0046500729221", "981046500729221"] {
            #expect(try DialString.tails(endingIn: number).contains(#require(DialString(form)).tail))
        }
    }

    @Test func endingsOfMoreDigitsThanATailHasAreOneTail() throws {
        let long = try #require(DialString("1234567890123456789"))
        #expect(long.tails == long.tail...long.tail)
    }
}

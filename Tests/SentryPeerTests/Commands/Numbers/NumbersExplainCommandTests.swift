import Foundation
import Telephony
import Testing

@testable import sentrypeer

@Suite struct NumbersExplainCommandTests {
    private func explanation(_ digits: String) throws -> ReadingExplanation {
        ReadingExplanation(try #require(DialString(digits.utf8)))
    }

    @Test func theWinnerComesFirstAndEachReadingHasItsBits() throws {
        let text = ExplanationText(try explanation("981046500729221")).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].wholeMatch(of: /981046500729221 is \+46500729221 \(SE\) behind 9810, \d+ % sure\./) != nil)
        #expect(lines[2].contains(" %  +46500729221 (SE), behind 9810: "))
        #expect(lines[3].contains(" for an allocated number"))
        #expect(text.contains("an extension, or something else\n"))
    }

    @Test(arguments: ["112", "911"]) func anEmergencyNumberIsSaid(digits: String) throws {
        #expect(
            ExplanationText(try explanation(digits)).text
                .hasPrefix("\(digits) is an emergency or service number: no look-up reports it.\n"))
    }

    @Test func anExtensionIsNoNumber() throws {
        #expect(ExplanationText(try explanation("6001")).text.hasPrefix("6001 is no telephone number, "))
    }

    @Test func asJSON() throws {
        let text = ExplanationObject(try explanation("981046500729221")).object.text
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["dialled"] as? String == "981046500729221")
        #expect(object["service_number"] as? Bool == false)
        let readings = try #require(object["readings"] as? [[String: Any]])
        #expect(readings.first?["e164"] as? String == "+46500729221")
        #expect(readings.first?["prefix"] as? String == "9810")
        let bits = readings.compactMap { $0["bits"] as? Double }
        #expect(bits.count == readings.count && bits == bits.sorted())
    }
}

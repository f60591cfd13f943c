import Foundation
import NIOCore
import Telephony
import Testing

@testable import Events

@Suite struct EventJSONNumberTests {
    private func line(_ number: DialledNumber?, body: String = "") throws -> String {
        var buffer = ByteBuffer()
        let event = try ProbeEvent.make(
            message: .request("MESSAGE", further: ["Content-Type: text/plain"], body: body))
        EventJSONEncoder(addresses: .ip, version: "1").write(event, calling: number, into: &buffer)
        return String(buffer: buffer)
    }

    private func reading(_ number: UInt64, _ confidence: Int) throws -> DialledNumber {
        let e164 = try #require(E164(number))
        return DialledNumber(e164: e164, prefix: "9810", confidence: confidence)
    }

    @Test func whatTheCalledNumberMeansComesLast() throws {
        let line = try line(reading(46_500_729_221, 97), body: "hello")
        let keys =
            #","message_text":"hello","called_number_e164":"+46500729221","called_number_country":"SE","#
            + #""called_number_confidence":97}"#
        #expect(line.hasSuffix(keys))
    }

    @Test func aNumberOfNoCountryHasNone() throws {
        #expect(
            try line(reading(881_612_345_678, 60))
                .hasSuffix(#","called_number_e164":"+881612345678","called_number_confidence":60}"#))
    }

    @Test func aReadingThatIsMoreLikelyWrongIsLeftOut() throws {
        #expect(try line(reading(46_500_729_221, 49)) == line(nil))
        #expect(try line(reading(46_500_729_221, 50)) != line(nil))
    }

    @Test func anExtensionHasNone() throws {
        #expect(try line(DialledNumber(e164: nil, prefix: "", confidence: 100)) == line(nil))
    }
}

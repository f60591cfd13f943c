import NIOCore
import SIP
import Testing

@Suite("CSeq and other numbers")
struct CSeqTests {
    @Test("RFC 3261 §8.1.1.5: a number under 2³¹ and a method", arguments: [0, 1, 4_711, 2_147_483_647] as [UInt32])
    func bounds(number: UInt32) throws {
        let message = try parse(request(cseq: "CSeq: \(number) OPTIONS"))
        #expect(message.cseq?.number == number)
        #expect(message.string(message.cseq?.method) == "OPTIONS")
        #expect(message.defects.isEmpty)
    }

    @Test(
        "RFC 3261 §20.16: leading zeros, white space and folding",
        arguments: ["0009 OPTIONS", "9\t  OPTIONS", "9\n  OPTIONS"])
    func spellings(value: String) throws {
        let message = try parse(request(cseq: "CSeq: \(value)"))
        #expect(message.cseq?.number == 9)
        #expect(message.string(message.cseq?.method) == "OPTIONS")
        #expect(message.defects.isEmpty)
    }

    @Test(
        "RFC 3261 §20.16: what is no number and method is a defect",
        arguments: [
            "", "1", "OPTIONS", "OPTIONS 1", "1OPTIONS", "-1 OPTIONS", "2147483648 OPTIONS", "4294967296 OPTIONS",
            "36893488147419103232 OPTIONS", "1 OPT IONS", "1 ", "1 OPT(IONS", "0x1 OPTIONS", "1, OPTIONS",
        ])
    func unreadable(value: String) throws {
        let message = try parse(request(cseq: "CSeq: \(value)"))
        #expect(message.cseq == nil)
        #expect(message.defects.all == [.badCSeq])
    }

    @Test("RFC 3261 §20.22, §20.19: Max-Forwards and Expires are numbers, and nil when they are not")
    func numbers() throws {
        let message = try parse(request(adding: "Max-Forwards: 0070", "Expires: 4294967295"))
        #expect(message.maxForwards == 70)
        #expect(message.expires == 4_294_967_295)
        let broken = try parse(request(adding: "Max-Forwards: -1", "Expires: 10000000000000000000000000000"))
        #expect(broken.maxForwards == nil)
        #expect(broken.expires == nil)
        #expect(try parse(request()).maxForwards == nil)
    }
}

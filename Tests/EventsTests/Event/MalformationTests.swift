import SIP
import Testing

@testable import Events

@Suite struct MalformationTests {
    @Test(arguments: [
        (Malformation.unreadable(.empty), "empty"), (.unreadable(.noStartLine), "no-start-line"),
        (.unreadable(.badStatusCode), "bad-status-code"), (.unreadable(.messageTooLarge), "message-too-large"),
        (.brokenStream(.notSIP), "not-sip"), (.brokenStream(.badContentLength), "bad-content-length"),
        (.brokenStream(.tooLarge), "message-too-large"), (.brokenStream(.truncated), "truncated"),
        (.handshakeFailed, "tls-handshake-failed"),
    ])
    func namesAreStable(malformation: Malformation, name: String) {
        #expect(malformation.name == name)
    }

    /// Outputs write them between quotes without escaping.
    @Test func namesAndDefectsNeedNoEscape() {
        let malformations =
            SIPParseError.allCases.map { Malformation.unreadable($0) }
            + SIPStreamFramer.Break.allCases.map { .brokenStream($0) } + [.handshakeFailed]
        let names = malformations.map(\.name) + SIPDefect.allCases.map(\.name)
        #expect(names.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 == "-" || "a"..."z" ~= $0 } })
    }
}

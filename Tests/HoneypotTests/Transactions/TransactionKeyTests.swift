import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Matching requests to server transactions (RFC 3261 §17.2.3)") struct TransactionKeyTests {
    private static let via = "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1"
    private static let oldVia = "SIP/2.0/UDP 198.51.100.7:5062;branch=1"

    private func key(
        _ request: ByteBuffer, from source: IPAddress = Endpoint.peer.address, cancelled: Bool = false
    ) throws -> TransactionKey {
        try #require(TransactionKey(request.message, from: source, cancelled: cancelled))
    }

    @Test(arguments: [via, oldVia])
    func aRequestSentAgainMatches(via: String) throws {
        #expect(try key(.request("INVITE", via: via)) == key(.request("INVITE", via: via)))
        #expect(try key(.request("INVITE", via: via)).isUnique == (via == Self.via))
    }

    @Test(arguments: [via, oldVia])
    func theAckOfARefusalMatchesItsInvite(via: String) throws {
        let ack = ByteBuffer.request("ACK", via: via, to: "<sip:100@192.0.2.1>;tag=ours")
        #expect(try key(.request("INVITE", via: via)) == key(ack))
    }

    @Test(arguments: [via, oldVia])
    func aCancelMatchesNothingByItselfButNamesItsInvite(via: String) throws {
        let cancel = ByteBuffer.request("CANCEL", via: via)
        let invite = ByteBuffer.request("INVITE", via: via)
        #expect(try key(invite) != key(cancel))
        #expect(try key(invite) == key(cancel, cancelled: true))
    }

    @Test func branchSentByAndMethodTellTransactionsApart() throws {
        let others: [ByteBuffer] = [
            .request("INVITE", via: "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK2"),
            .request("INVITE", via: "SIP/2.0/UDP 198.51.100.8:5062;branch=z9hG4bK1"),
            .request("INVITE", via: "SIP/2.0/UDP 198.51.100.7:5063;branch=z9hG4bK1"),
            .request("INVITE", via: "SIP/2.0/UDP 198.51.100.7;branch=z9hG4bK1"),
            .request("BYE", via: Self.via), .request("CHECK", via: Self.via), .request("OTHER", via: Self.via),
        ]
        let keys = [.request("INVITE", via: Self.via)] + others
        #expect(try Set(keys.map { try key($0) }).count == keys.count)
    }

    @Test func theBranchAloneNamesATransactionWithTheMagicCookie() throws {
        let other = ByteBuffer.request("INVITE", "sip:900@192.0.2.1", via: Self.via, from: "<sip:2@192.0.2.1>;tag=f2")
        #expect(try key(.request("INVITE", via: Self.via)) == key(other))
    }

    /// Crude tools use one branch for all they send.
    @Test func oneBranchForSeveralCallsIsSeveralTransactions() throws {
        let first = try key(.request("INVITE", via: Self.via))
        #expect(try first != key(.request("INVITE", via: Self.via, callID: "2@198.51.100.7")))
        #expect(try first != key(.request("INVITE", via: Self.via, cseq: "2 INVITE")))
    }

    @Test func aStrangerHasTransactionsOfItsOwn() throws {
        #expect(try key(.request("INVITE")) != key(.request("INVITE"), from: .v4(1)))
    }

    @Test func withoutTheMagicCookieMoreHasToMatch() throws {
        let others: [ByteBuffer] = [
            .request("INVITE", "sip:900@192.0.2.1", via: Self.oldVia),
            .request("INVITE", via: Self.oldVia, from: "<sip:1@192.0.2.1>;tag=f2"),
            .request("INVITE", via: Self.oldVia, from: "<sip:1@192.0.2.1>"),
            .request("INVITE", via: Self.oldVia + ";x=1"),
            .request("INVITE", via: "SIP/2.0/UDP 198.51.100.7:5062"),
            .request("INVITE", via: "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK"),
            .request("BYE", via: Self.oldVia, to: "<sip:100@192.0.2.1>;tag=a"),
            .request("BYE", via: Self.oldVia, to: "<sip:100@192.0.2.1>;tag=b"),
        ]
        let keys = [.request("INVITE", via: Self.oldVia)] + others
        #expect(try Set(keys.map { try key($0) }).count == keys.count)
    }

    @Test func withoutWhatNamesATransactionThereIsNone() throws {
        for broken: ByteBuffer in [.request(via: nil), .request(callID: nil), .request(cseq: "x OPTIONS")] {
            #expect(try TransactionKey(broken.message, from: .v4(1)) == nil)
        }
    }
}

import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Dialogs of the side that was called (RFC 3261 §12)") struct DialogTests {
    private func dialog(_ invite: ByteBuffer = .invite(), localSequence: UInt32 = 0) throws -> Dialog {
        try #require(Dialog(invite: invite.message, tag: Array("ours".utf8), localSequence: localSequence))
    }

    @Test("§12: Call-ID and both tags name it") func identity() throws {
        let id = try dialog().id
        #expect(try DialogID(ByteBuffer.inside("BYE", cseq: 2).message) == id)
        #expect(try DialogID(response: ByteBuffer.byeResponse().message) == id)
        let others: [ByteBuffer] = [
            .inside("BYE", cseq: 2, tag: "OURS"), .inside("BYE", cseq: 2, callID: "1"),
            .inside("BYE", cseq: 2, from: "<sip:1@a>;tag=f2"), .inside("BYE", cseq: 2, from: "<sip:1@a>"),
        ]
        for other in others { #expect(try DialogID(other.message) != id) }
        #expect(try DialogID(ByteBuffer.request("BYE").message) == nil)
    }

    @Test("§12.1.1: a peer of RFC 2543 has no tag") func noTag() throws {
        let id = try dialog(.invite(from: "<sip:1@192.0.2.1>")).id
        #expect(try DialogID(ByteBuffer.inside("BYE", cseq: 2, from: "<sip:1@192.0.2.1>").message) == id)
    }

    @Test("§12.2.2: a lower CSeq is out of order") func sequence() throws {
        var dialog = try dialog(.invite(cseq: 10))
        func cseq(_ number: Int) throws -> CSeq {
            try #require(try ByteBuffer.inside("INFO", cseq: number).message.cseq)
        }
        for (number, isAccepted) in [(9, false), (10, true), (12, true), (11, false), (12, true)] {
            let cseq = try cseq(number)
            #expect(dialog.accept(cseq) == isAccepted)
        }
        #expect(dialog.remoteSequence == 12)
    }

    @Test("§12.2.1.1: our CSeq counts up, under 2³¹") func localSequence() throws {
        var dialog = try dialog(localSequence: 7)
        #expect(dialog.nextLocalSequence() == 8)
        #expect(dialog.nextLocalSequence() == 9)
        dialog = try self.dialog(localSequence: .max)
        for _ in 0..<3 { #expect(dialog.nextLocalSequence() <= UInt32(Int32.max)) }
    }

    @Test func anInviteWithoutANameMakesNone() throws {
        for broken: ByteBuffer in [.request("INVITE", callID: nil), .request("INVITE", cseq: "x")] {
            #expect(try Dialog(invite: broken.message, tag: [1], localSequence: 0) == nil)
        }
    }

    private func bye(_ dialog: Dialog) throws -> SIPMessage? {
        guard let writer = dialog.requests else { return nil }
        var bytes = ByteBuffer()
        writer.write(
            .bye, number: 1, transport: .udp, local: .local, branch: Array("z9hG4bK1".utf8), headers: [], into: &bytes)
        return try bytes.message
    }

    @Test("§12.1.1: route set and target are those of the INVITE") func requests() throws {
        let invite = ByteBuffer.invite(adding: ["Record-Route: <sip:p1;lr>, <sip:p0;lr>"])
        var dialog = try dialog(invite)
        #expect(try bye(dialog) == nil)
        #expect(dialog.size == 0)
        dialog.confirm(by: try invite.message, tag: Array("ours".utf8))
        let bye = try #require(try bye(dialog))
        #expect(bye.requestURIRange.map(bye.string) == "sip:1@198.51.100.7:5062")
        #expect(bye.texts(.route) == ["<sip:p1;lr>", "<sip:p0;lr>"])
        #expect(dialog.size > 0)
    }

    @Test("§12.2.2: a refresh moves the target and leaves the route set") func refresh() throws {
        let invite = try ByteBuffer.invite(adding: ["Record-Route: <sip:p0;lr>"]).message
        var dialog = try dialog(.invite(adding: ["Record-Route: <sip:p0;lr>"]))
        let tag = Array("ours".utf8)
        dialog.confirm(by: invite, tag: tag)
        for contact in ["Contact: <sip:2@198.51.100.8>", "Contact: <tel:1>", "Contact: *", "Contact:"] {
            let request = ByteBuffer.inside("INVITE", cseq: 2, adding: [contact, "Record-Route: <sip:other;lr>"])
            dialog.refreshTarget(from: try request.message, invite: invite, tag: tag)
            let bye = try #require(try bye(dialog))
            #expect(bye.requestURIRange.map(bye.string) == "sip:2@198.51.100.8")
            #expect(bye.texts(.route) == ["<sip:p0;lr>"])
        }
    }

    @Test func aPeerThatDoesNotSayWhereItIsGetsNoRequest() throws {
        var dialog = try dialog(.request("INVITE"))
        dialog.confirm(by: try ByteBuffer.request("INVITE").message, tag: [1])
        #expect(dialog.isConfirmed)
        #expect(dialog.requests == nil)
    }
}

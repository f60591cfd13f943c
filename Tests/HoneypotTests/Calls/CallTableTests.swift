import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("The table of calls") struct CallTableTests {
    private var bench = CallBench()

    private func invite(_ number: Int, body: String? = nil) -> ByteBuffer {
        .invite(
            via: "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK\(number)", callID: "\(number)@198.51.100.7", body: body)
    }

    @Test("RFC 3261 §8.2.2.2: an INVITE that comes by two ways gets 482") mutating func merged() throws {
        let other = ByteBuffer.invite(via: "SIP/2.0/UDP 198.51.100.9:5062;branch=z9hG4bK9")
        try bench.invite()
        #expect(try bench.receive(other) == .refused(.loopDetected))
        #expect(try bench.receive(other, from: Endpoint(address: .v4(1), port: 1)) == .refused(.loopDetected))
        // One that was forked elsewhere has a tag on To, and one of another CSeq is another request.
        #expect(try bench.receive(.inside("INVITE", cseq: 1, tag: "theirs")) == .refused(.callDoesNotExist))
        #expect(try bench.receive(.invite(via: "SIP/2.0/UDP a;branch=z9hG4bK9", cseq: 2)) == .outside)
        #expect(
            try bench.receive(.invite(via: "SIP/2.0/UDP a;branch=z9hG4bK9", from: "<sip:1@a>;tag=f2")) == .outside)
    }

    @Test mutating func onceItsTransactionIsOverAnInviteMayComeAgain() throws {
        let other = ByteBuffer.invite(via: "SIP/2.0/UDP 198.51.100.9:5062;branch=z9hG4bK9")
        try bench.talk(by: .make(talk: .seconds(300)))
        #expect(try bench.receive(other) == .refused(.loopDetected))
        bench.pass(.seconds(32))
        #expect(try bench.receive(other) == .outside)
    }

    /// As after a challenge.
    @Test mutating func anInviteOfANewCSeqIsANewCall() throws {
        try bench.invite(by: .refusal(401))
        #expect(try bench.invite(.invite(via: "SIP/2.0/UDP a;branch=z9hG4bK2", cseq: 2)) == .handled)
        #expect(bench.table.count == 2)
        _ = bench.take()
        // The dialog is the later one's.
        bench.pass(.seconds(4))
        try bench.receive(.inside("ACK", cseq: 2))
        try bench.receive(.refusalAck())
        bench.pass(.seconds(20))
        #expect(bench.table.count == 1)
        try bench.receive(.inside("BYE", cseq: 3))
        #expect(try bench.takeRecord().ending == .caller)
    }

    @Test(arguments: ["OPTIONS", "REGISTER", "BYE", "INFO", "MESSAGE"])
    mutating func requestsOutsideOfDialogsAreTheCallers(method: String) throws {
        #expect(try bench.receive(.request(method)) == .outside)
    }

    @Test mutating func whenItIsFullTheOldestUnprovedCallGoes() throws {
        bench = CallBench(limits: CallLimits(calls: 3))
        for number in 1...3 { try bench.invite(invite(number)) }
        _ = bench.take()
        try bench.receive(
            .inside("INFO", cseq: 2, callID: "1@198.51.100.7"))
        _ = bench.take()
        #expect(try bench.invite(invite(4)) == .handled)
        #expect(bench.take() == ["ended abandoned", "100 INVITE"])
        #expect(bench.table.count == 3)
        #expect(bench.table.call(1) != nil)
        #expect(bench.table.call(2) == nil)
    }

    @Test mutating func afterThemThoseThatAreOver() throws {
        bench = CallBench(limits: CallLimits(calls: 2))
        bench.isProved = true
        try bench.invite(invite(1))
        try bench.invite(invite(2))
        try bench.receive(.cancel(via: "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK2"))
        // The CANCEL of another Call-ID is none of its.
        #expect(try bench.invite(invite(3)) == .outside)
        try bench.receive(.inside("BYE", cseq: 2, callID: "2@198.51.100.7"))
        #expect(try bench.invite(invite(4)) == .handled)
        #expect(bench.table.call(2) == nil)
        #expect(bench.table.count == 2)
    }

    @Test mutating func whenOnlyLiveCallsOfProvedAddressesAreLeftItIsFull() throws {
        bench = CallBench(limits: CallLimits(calls: 2))
        bench.isProved = true
        try bench.invite(invite(1))
        try bench.invite(invite(2))
        _ = bench.take()
        #expect(try bench.invite(invite(3)) == .outside)
        #expect(bench.take() == [])
        #expect(bench.table.count == 2)
    }

    @Test mutating func bytesAreBoundedAsCallsAre() throws {
        bench = CallBench(limits: CallLimits(bytes: 40_000))
        for number in 0..<100 { try bench.invite(invite(number, body: String(repeating: "x", count: 9_000))) }
        #expect(bench.table.size <= 40_000)
        #expect((1...4).contains(bench.table.count))
        #expect(try bench.invite(invite(100, body: String(repeating: "x", count: 60_000))) == .outside)
        #expect(bench.table.count > 0)
    }

    @Test mutating func aCallThatGrowsMakesRoomOrGoes() throws {
        bench = CallBench(limits: CallLimits(bytes: 6_000))
        try bench.talk()
        _ = bench.take()
        let large = String(repeating: "x", count: 1_000)
        try bench.receive(
            .inside("INVITE", cseq: 2, adding: Array(repeating: "Record-Route: <sip:\(large)>", count: 5)))
        #expect(bench.take().last == "ended abandoned")
        #expect(bench.table.count == 0)
        #expect(bench.table.size == 0)
        #expect(bench.table.index.count == 0)
        #expect(bench.table.nextDeadline == nil)
    }

    @Test mutating func aFloodOfInvitesKeepsItBounded() throws {
        bench = CallBench(limits: CallLimits(calls: 64))
        for number in 0..<2_000 {
            let source = Endpoint(address: .v4(UInt32(number)), port: 5060)
            try bench.invite(invite(number), from: source)
            bench.pass(.milliseconds(1))
        }
        #expect(bench.table.count == 64)
        #expect(bench.table.index.count == 64)
        bench.pass(.seconds(120))
        #expect(bench.table.count == 0)
        #expect(bench.table.size == 0)
        #expect(bench.table.index.count == 0)
        #expect(bench.take().filter { $0 == "ended abandoned" }.count == 2_000)
    }

    @Test mutating func theMessageOfACallIsACopyOfItsOwn() throws {
        var batch = ByteBuffer(repeating: 0, count: 60_000)
        let start = batch.writerIndex
        var invite = ByteBuffer.invite()
        let length = batch.writeBuffer(&invite)
        let slice = try #require(batch.getSlice(at: start, length: length))
        try bench.invite(slice)
        #expect(bench.table.size < 10_000)
        #expect(bench.table.call(1)?.invite.bytes == slice)
    }

    @Test mutating func aClockThatJumpsEndsWhatIsOver() throws {
        try bench.talk()
        _ = bench.take()
        bench.now = bench.now.adding(.seconds(86_400))
        bench.tick()
        #expect(bench.take() == ["ended us", "BYE"])
        bench.now = bench.now.adding(.seconds(86_400))
        bench.tick()
        bench.now = bench.now.adding(.seconds(86_400))
        bench.tick()
        #expect(bench.table.count == 0)
    }
}

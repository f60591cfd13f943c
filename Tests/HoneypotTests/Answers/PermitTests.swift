import NIOCore
import Testing

@testable import Honeypot

@Suite struct PermitTests {
    private let limiter = ReplyLimiter.Shared(limit: 10)
    private let packet = Packet.make(ByteBuffer(repeating: 0x41, count: 100))

    @Test("One packet is allowed once, whatever asks") func once() {
        var permit = Permit(packet, isProved: false)
        for _ in 0..<100 { #expect(permit.allowance(limiter, answers: 1) == .bytes(300)) }
        var others = 0
        while case .bytes = limiter.allowance(for: .peer, bytes: 1, answers: 1, at: .start) { others += 1 }
        #expect(others == 9)
    }

    @Test("A call counts as three answers, also when one was counted before") func calls() {
        var permit = Permit(packet, isProved: false)
        _ = permit.budget(limiter, answers: 1)
        for _ in 0..<2 { #expect(permit.allowsCall(limiter) == true) }
        var others = 0
        while case .bytes = limiter.allowance(for: .peer, bytes: 1, answers: 1, at: .start) { others += 1 }
        #expect(others == 7)
    }

    @Test func proofNeedsNoLimiter() {
        var permit = Permit(packet, isProved: true)
        for _ in 0..<100 { #expect(permit.allowance(limiter, answers: 3) == .unlimited) }
        #expect(permit.budget(limiter, answers: 1).isProved == true)
        #expect(limiter.allowance(for: .peer, bytes: 1, answers: 10, at: .start) == .bytes(3))
        #expect(limiter.allowance(for: .peer, bytes: 1, answers: 1, at: .start) == .shortBytes(1))
    }

    @Test func inAFloodNoCallIsTaken() {
        _ = limiter.allowance(for: .peer, bytes: 1, answers: 10, at: .start)
        var short = Permit(packet, isProved: false)
        #expect(short.allowsCall(limiter) == false)
        #expect(short.allowance(limiter, answers: 1) == .shortBytes(100))
        _ = limiter.allowance(for: .peer, bytes: 1, answers: 10, at: .start)
        var none = Permit(packet, isProved: false)
        #expect(none.allowsCall(limiter) == false)
        #expect(none.budget(limiter, answers: 1) == .nothing)
    }

    @Test func aProofThatComesLateCountsFromThenOn() {
        var permit = Permit(packet, isProved: false)
        #expect(permit.allowance(limiter, answers: 1) == .bytes(300))
        permit.isProved = true
        #expect(permit.allowance(limiter, answers: 1) == .unlimited)
    }
}

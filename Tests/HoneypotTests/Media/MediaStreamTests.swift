import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite struct MediaStreamTests {
    private let start = ContinuousClock.now
    private let interval = MediaStream.interval

    private func stream(_ plan: MediaPlan = .make()) -> MediaStream {
        var generator = SystemRandomNumberGenerator()
        return MediaStream(plan, using: &generator)
    }

    private func next(_ stream: inout MediaStream, at time: ContinuousClock.Instant) throws -> RTPPacket? {
        var packet = ByteBuffer()
        guard stream.next(at: time, into: &packet) else {
            #expect(packet.readableBytes == 0)
            return nil
        }
        let parts: RTPPacket = try #require(RTPPacket(packet))
        return parts
    }

    /// The packets of an even beat.
    private func play(_ stream: inout MediaStream, _ count: Int) throws -> [RTPPacket] {
        try (0..<count).compactMap { try next(&stream, at: start + interval * $0) }
    }

    private func sinceFirst<Number: FixedWidthInteger>(_ numbers: [Number]) -> [Number] {
        numbers.map { $0 &- (numbers.first ?? 0) }
    }

    @Test("A packet holds 20 ms, and the next follows on it (RFC 3550 §5.1)", arguments: AudioCodec.allCases)
    func anEvenStream(codec: AudioCodec) throws {
        var stream = stream(.make(codec))
        let packets = try play(&stream, 500)
        let first = try #require(packets.first).header
        #expect(packets.count == 500)
        for (index, packet) in packets.enumerated() {
            #expect(packet.payload.count == 160)
            #expect(packet.header.payloadType == codec.standardPayloadType)
            #expect(packet.header.synchronizationSource == first.synchronizationSource)
            #expect(packet.header.sequenceNumber == first.sequenceNumber &+ UInt16(index))
            #expect(packet.header.timestamp == first.timestamp &+ UInt32(160 * index))
            #expect(packet.header.isMarked == (index == 0))
        }
        #expect(stream.report == MediaReport(packetsSent: 500))
    }

    @Test func thePayloadTypeIsTheAnswers() throws {
        var plan = MediaPlan.make()
        plan.payloadType = 96
        var stream = stream(plan)
        #expect(try next(&stream, at: start)?.header.payloadType == 96)
    }

    @Test func everyStreamBeginsElsewhere() throws {
        let headers = try (0..<8).compactMap { _ in
            var stream = stream()
            return try next(&stream, at: start)?.header
        }
        #expect(headers.count == 8)
        #expect(Set(headers.map(\.synchronizationSource)).count == 8)
        #expect(Set(headers.map(\.timestamp)).count == 8)
        #expect(Set(headers.map(\.sequenceNumber)).count > 1)
    }

    @Test func numbersWrap() throws {
        struct Highest: RandomNumberGenerator {
            func next() -> UInt64 { .max }
        }
        var generator = Highest()
        var stream = MediaStream(.make(), using: &generator)
        let headers = try play(&stream, 2).map(\.header)
        #expect(headers.map(\.sequenceNumber) == [.max, 0])
        #expect(headers.map(\.timestamp) == [.max, 159])
    }

    @Test func nothingIsSentEarly() throws {
        var stream = stream()
        #expect(try next(&stream, at: start) != nil)
        for early in [0, 1, 19] { #expect(try next(&stream, at: start + .milliseconds(early)) == nil) }
        #expect(try next(&stream, at: start - .seconds(5)) == nil)
        #expect(try next(&stream, at: start + interval) != nil)
        #expect(stream.report.packetsSent == 2)
    }

    @Test("Asked however often, it gives no more than fifty packets a second") func theRateIsKept() throws {
        var stream = stream()
        var sent = 0
        for microsecond in stride(from: 0, to: 2_000_000, by: 700) {
            if try next(&stream, at: start + .microseconds(microsecond)) != nil { sent += 1 }
        }
        #expect((98...100).contains(sent))
    }

    @Test func aLatePacketDoesNotDelayTheNext() throws {
        var stream = stream()
        let times = [0, 35, 40, 60]
        let headers = try times.compactMap { try next(&stream, at: start + .milliseconds($0))?.header }
        #expect(sinceFirst(headers.map(\.timestamp)) == [0, 160, 320, 480])
        #expect(headers.map(\.isMarked) == [true, false, false, false])
    }

    @Test("What a pause left out is not made up for, and its end is marked (RFC 3551 §4.1)") func aPause() throws {
        var stream = stream()
        let times = [0, 20, 1_047, 1_050, 1_060, 1_080]
        let packets = try times.map { try next(&stream, at: start + .milliseconds($0)) }
        #expect(packets.map { $0 != nil } == [true, true, true, false, true, true])
        let headers = packets.compactMap { $0?.header }
        #expect(sinceFirst(headers.map(\.timestamp)) == [0, 160, 8_320, 8_480, 8_640])
        #expect(sinceFirst(headers.map(\.sequenceNumber)) == [0, 1, 2, 3, 4])
        #expect(headers.map(\.isMarked) == [true, false, true, false, false])
    }

    @Test func ringBackIsPlayedInItsCadence() throws {
        for ringBack in RingBack.allCases {
            for codec in AudioCodec.allCases {
                // Two bursts and a half; then somebody answers.
                let ringing = 2 * ringBack.cycle + ringBack.burst / 2
                var stream = stream(.make(codec, ringBack: ringBack, ringFor: interval * ringing))
                let packets = try play(&stream, 3 * ringBack.cycle)
                let loud = packets.map { packet in
                    G711.loudness(of: packet.payload.map { G711.decode($0, codec) }) > 1_000
                }
                let expected = packets.indices.map { index in
                    index < ringing && index % ringBack.cycle < ringBack.burst
                }
                #expect(loud == expected)
                let burst = packets[ringBack.cycle..<ringBack.cycle + ringBack.burst].flatMap(\.payload)
                let samples = burst.map { G711.decode($0, codec) }
                let shares = ringBack.frequencies.map { G711.share(of: $0, in: samples) }
                #expect(shares.reduce(0, +) > 0.98)
            }
        }
    }

    @Test func theQuietLineIsNeverQuiteSilentNorTheSame() throws {
        var stream = stream(.make(.pcma))
        let payloads = try play(&stream, 1_000).map(\.payload)
        #expect(payloads.allSatisfy { Set($0).count > 1 })
        // A hundred frames of noise in an order without a short period.
        #expect(Set(payloads).count > 50)
        for period in 1...120 { #expect(payloads[..<500] != payloads[period..<period + 500]) }
    }

    @Test(arguments: [
        (Duration.seconds(2), 100), (.milliseconds(50), 2), (.zero, 0), (.seconds(-3), 0),
        (.seconds(3_600), 30_000), (Duration(secondsComponent: .max, attosecondsComponent: 0), 30_000),
    ])
    func itEnds(lasts: Duration, packets: Int) throws {
        var stream = stream(.make(ringFor: .seconds(-1), lasts: lasts))
        var packet = ByteBuffer()
        var sent = 0
        for beat in 0..<packets + 10 {
            packet.clear()
            if stream.next(at: start + interval * beat, into: &packet) { sent += 1 }
        }
        #expect(sent == packets && stream.isOver)
    }

    @Test("Time that nothing was sent in counts") func aPauseCanEndIt() throws {
        var stream = stream(.make(lasts: .seconds(1)))
        #expect(try next(&stream, at: start) != nil)
        #expect(!stream.isOver)
        #expect(try next(&stream, at: start + .seconds(100_000_000_000)) == nil)
        #expect(stream.isOver)
        #expect(try next(&stream, at: start + .seconds(200_000_000_000)) == nil)
    }

    @Test func packetsOfTheCallerAreCounted() throws {
        var stream = stream()
        let packet = RTPPacket.bytes([1, 2, 3])
        stream.receive(packet.span, from: .peer)
        // From another port than it receives on.
        stream.receive(packet.span, from: Endpoint(address: Endpoint.peer.address, port: 1))
        #expect(stream.report.packetsReceived == 2)
        stream.receive(packet.span, from: try .make("203.0.113.99:4000"))
        #expect(stream.report.packetsReceived == 2)
    }

    @Test("What is no RTP changes nothing")
    func strangeBytes() {
        var stream = stream()
        let stun: [UInt8] = [0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42] + [UInt8](repeating: 7, count: 12)
        let rtcp: [UInt8] = [0x80, 200] + [UInt8](repeating: 0, count: 26)
        let sip = Array("OPTIONS sip:100@192.0.2.1 SIP/2.0\r\n\r\n".utf8)
        let short = Array(RTPPacket.bytes().dropLast())
        let datagrams: [[UInt8]] = [[], [0x80], stun, rtcp, sip, short]
        for bytes in datagrams { stream.receive(bytes.span, from: .peer) }
        #expect(stream.report == MediaReport())
    }

    @Test func keysAreReadFromTheirOwnPayloadTypeOnly() {
        var stream = stream(.make(telephoneEvent: 101))
        let key = TelephoneEvent(code: 5, isEnd: true, duration: 800).bytes
        for payloadType in [0, 100, 96] as [UInt8] {
            stream.receive(RTPPacket.bytes(payloadType: payloadType, key).span, from: .peer)
        }
        #expect(stream.report.digits == "")
        stream.receive(RTPPacket.bytes(payloadType: 101, key).span, from: .peer)
        #expect(stream.report.digits == "5")
        #expect(stream.report.packetsReceived == 4)
    }

    @Test func withoutTelephoneEventsThereAreNoKeys() {
        var stream = stream(.make(telephoneEvent: nil))
        let key = TelephoneEvent(code: 5, isEnd: true, duration: 800).bytes
        for payloadType in 0..<128 as Range<UInt8> {
            stream.receive(RTPPacket.bytes(payloadType: payloadType, key).span, from: .peer)
        }
        #expect(stream.report.digits == "")
    }
}

import NIOCore
import SIP

/// One call's media as a value: which packet is due when, and what comes of those that arrive.
struct MediaStream: Sendable {
    /// The sound in a packet, and the time between two.
    static let interval = Duration.milliseconds(20)
    /// No stream is longer, whatever its plan.
    static let longest = Duration.seconds(600)

    let plan: MediaPlan
    private let tone: AudioFrames
    private let noise: AudioFrames
    /// Frames in which ring-back is played, and in which anything is sent.
    private let ringing: Int
    private let total: Int

    /// Of the next packet.
    private var header: RTPHeader
    /// Time since the begin in frames, those that were never sent with them.
    private var frame = 0
    /// nil until the first packet.
    private var due: ContinuousClock.Instant?
    /// Which frame of noise comes next: in an order that does not repeat.
    private var draw: UInt32

    private var digits = DigitCollector()
    private var packetsSent = 0
    private var packetsReceived = 0

    /// - Parameter generator: draws what RFC 3550 §5.1 wants unpredictable: where sequence numbers and timestamps
    ///   begin, and the SSRC.
    init(_ plan: MediaPlan, using generator: inout some RandomNumberGenerator) {
        self.plan = plan
        let sounds = Soundboard.of(plan.codec)
        tone = sounds.burst(of: plan.ringBack)
        noise = sounds.noise
        total = Self.frames(in: plan.lasts)
        ringing = Self.frames(in: plan.ringFor)
        header = RTPHeader(
            isMarked: true, payloadType: plan.payloadType, sequenceNumber: .random(in: 0 ... .max, using: &generator),
            timestamp: .random(in: 0 ... .max, using: &generator),
            synchronizationSource: .random(in: 0 ... .max, using: &generator))
        draw = .random(in: 0 ... .max, using: &generator)
    }

    private static func frames(in duration: Duration) -> Int {
        Int(min(max(duration, .zero), longest) / interval)
    }

    /// Nothing is sent any more.
    var isOver: Bool { frame >= total }

    var report: MediaReport {
        MediaReport(packetsSent: packetsSent, packetsReceived: packetsReceived, digits: digits.digits)
    }

    /// Puts the packet that is due into the empty `packet`. One that is a whole interval late is left out and
    /// not made up for, as a sender that paused does: never is more sent than one stream.
    ///
    /// - Returns: whether there is one.
    mutating func next(at now: ContinuousClock.Instant, into packet: inout ByteBuffer) -> Bool {
        let late = due.map { now - $0 } ?? .zero
        guard !isOver, late >= .zero else { return false }
        let missed = Self.frames(in: late)
        if missed > 0 {
            advance(missed)
            // RFC 3551 §4.1: marked is what does not follow on the packet before.
            header.isMarked = true
        }
        guard !isOver else { return false }
        due = now - (late - Self.interval * missed) + Self.interval
        header.write(to: &packet)
        writeSound(to: &packet)
        header.isMarked = false
        header.sequenceNumber &+= 1
        advance(1)
        packetsSent += 1
        return true
    }

    private mutating func advance(_ frames: Int) {
        frame += frames
        header.timestamp &+= UInt32(frames * AudioFrames.frameSize)
    }

    private mutating func writeSound(to packet: inout ByteBuffer) {
        let position = frame % plan.ringBack.cycle
        if frame < ringing, position < plan.ringBack.burst {
            tone.write(position, to: &packet)
        } else {
            // A linear congruence: its upper bits are random enough to choose noise by.
            draw = draw &* 1_664_525 &+ 1_013_904_223
            noise.write(Int(draw >> 16), to: &packet)
        }
    }

    /// Takes in a datagram from anywhere. What is no RTP, or not from the caller's address, changes nothing.
    mutating func receive(_ datagram: Span<UInt8>, from source: Endpoint) {
        // The port may be another than the one that SDP names for receiving: RFC 4961 only recommends the same.
        guard source.address == plan.remote.address, let (header, payload) = RTPHeader.read(datagram),
            // RFC 5761 §4: RTCP on the same port looks like these.
            !(64...95).contains(header.payloadType)
        else { return }
        packetsReceived += 1
        if header.payloadType == plan.telephoneEvent {
            digits.receive(datagram, payload: payload, header: header)
        }
    }
}

import SIP

/// How a call is to go, decided when its INVITE came.
struct CallPlan: Sendable {
    /// A response to the INVITE.
    struct Step: Hashable, Sendable {
        var reply: CallReply
        /// From the INVITE on.
        var delay: Duration

        init(_ status: SIPStatus, after delay: Duration = .zero, lines: [UInt8] = [], hasSession: Bool = false) {
            reply = CallReply(status: status, lines: lines, hasSession: hasSession)
            self.delay = delay
        }
    }

    /// In their order in time; the last one, and no other, is final.
    let steps: [Step]
    /// From the ACK until we hang up.
    let talk: Duration
    let answers: CallAnswers
    /// nil where nothing is to be played.
    let media: MediaPlan?
    /// Of the Via of our BYE, with its magic cookie (RFC 3261 §8.1.1.7). Nobody can guess it.
    let branch: [UInt8]
    /// The CSeq number that our own requests count on from, under 2³¹.
    let localSequence: UInt32
    /// The RSeq of the first reliable provisional response, 1…2³¹ − 1 (RFC 3262 §3).
    let responseNumber: UInt32

    /// After a minute without a final response a provisional one would have to go out each minute (RFC 3261
    /// §13.3.1.1), and proxies would give up after three. No call of ours rings so long.
    static let longestRinging = Duration.seconds(60)
    static let longestTalk = Duration.seconds(3_600)
    private static let stepLimit = 8

    /// Steps that are none are left out, and times beyond the bounds brought back into them.
    init(
        provisional: [Step], final: Step, talk: Duration = .seconds(30), answers: CallAnswers,
        media: MediaPlan? = nil, branch: [UInt8], localSequence: UInt32 = 0, responseNumber: UInt32 = 1
    ) {
        var final = final
        final.reply.status = SIPStatus(max(final.reply.status.code, 200))
        final.delay = min(max(final.delay, .zero), Self.longestRinging)
        var steps = provisional.filter { $0.reply.status.code < 200 && $0.delay <= final.delay }
        steps.sort { $0.delay < $1.delay }
        self.steps = steps.prefix(Self.stepLimit) + [final]
        self.talk = min(max(talk, .zero), Self.longestTalk)
        self.answers = answers
        self.media = media
        self.branch = branch
        self.localSequence = localSequence
        self.responseNumber = min(max(responseNumber, 1), UInt32(Int32.max) - UInt32(Self.stepLimit))
    }

    /// Seconds after which a caller that came too early may come again, 1…10 (RFC 3261 §14.2: at random).
    var retryAfter: Int { Int(responseNumber % 10) + 1 }

    /// Bytes that are kept for the call.
    var size: Int { steps.reduce(answers.size + branch.count) { $0 + $1.reply.lines.count } }
}

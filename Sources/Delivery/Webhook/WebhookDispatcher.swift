import Events
import Logging
import NIOPosix
import Store

/// Drives the machines: reads the store, sends what they say, tells them what came of it. It has a thread of its own,
/// since the store blocks.
actor WebhookDispatcher {
    /// How long it waits for news with nothing under way, and with something.
    private static let idleInterval = Duration.milliseconds(100)
    private static let busyInterval = Duration.milliseconds(20)
    /// How often it looks for what somebody wants tried again, counts, and complains about the store.
    private static let surveyInterval = Duration.seconds(2)
    private static let complaintInterval = Duration.seconds(60)
    /// How long requests under way may take when the node stops.
    private static let shutdownGrace = Duration.seconds(1.5)
    /// Events read at once: each may have a message of 64 KiB.
    private static let readLimit = 64
    /// Each one that is counted is a row read, from a slow disk too; at most so much of the time goes there.
    private static let countLimit = 100_000
    private static let countShare = 50

    private let client: WebhookClient
    private let group: MultiThreadedEventLoopGroup
    private let executor: any SerialExecutor
    private let logger: Logger
    private let metrics: WebhookMetrics

    private var journal: WebhookJournal
    private var machine: DeliveryMachine
    private var tokens = TokenMachine()

    private var lastKept = ContinuousClock.now
    private var nextSurvey = ContinuousClock.now
    private var nextCount = ContinuousClock.now
    private var nextComplaint = ContinuousClock.now
    private var nextRefusal = ContinuousClock.now
    private var missed = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ client: WebhookClient, journal: sending WebhookJournal, logger: Logger) {
        self.client = client
        self.journal = journal
        let configuration = client.configuration
        machine = DeliveryMachine(
            requestLimit: configuration.requestLimit, batchSize: configuration.batchSize,
            hasTokens: configuration.credentials != nil)
        metrics = WebhookMetrics(name: configuration.name)
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        executor = group.next().executor
        var logger = logger
        logger[metadataKey: "webhook"] = "\(WebhookURL.shown(configuration.url))"
        self.logger = logger
    }

    /// Delivers until `wakeups` end.
    /// - Parameter wake: ends a wait for news.
    func run(_ wakeups: AsyncStream<Void>, wake: AsyncStream<Void>.Continuation) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                while !Task.isCancelled {
                    wake.yield()
                    try? await Task.sleep(for: await self.interval)
                }
            }
            for await _ in wakeups where work(in: &group, wake) {
                wake.yield()
                // What has come back is waiting for this thread.
                await Task.yield()
            }
            let end = ContinuousClock.now + Self.shutdownGrace
            while machine.isFlying, .now < end { try? await Task.sleep(for: Self.busyInterval) }
            group.cancelAll()
        }
        withStore { () throws(StoreError) in try journal.keep(machine.unfinished, at: .now) }
    }

    /// Belongs behind `run`, and not onto the thread that it ends.
    nonisolated func shutdown() async {
        client.shutdown()
        try? await group.shutdownGracefully()
    }

    private var interval: Duration { machine.isFlying ? Self.busyInterval : Self.idleInterval }

    /// - Returns: whether there is more to do at once.
    private func work(in group: inout DiscardingTaskGroup, _ wake: AsyncStream<Void>.Continuation) -> Bool {
        var hasMore = false
        let now = ContinuousClock.now
        if now >= nextSurvey { survey(at: now) }
        withStore { () throws(StoreError) in
            if now >= lastKept + Self.busyInterval {
                try journal.keep(machine.unfinished, at: .now)
                lastKept = now
            }
            // A filter may have a long way to the next event that is wanted.
            while machine.room > 0, !hasMore, let deliveries = try journal.next(min(machine.room, Self.readLimit)) {
                machine.add(deliveries)
                hasMore = .now >= now + Self.busyInterval
            }
        }
        send(in: &group, wake, at: now)
        return hasMore
    }

    private func send(
        in group: inout DiscardingTaskGroup, _ wake: AsyncStream<Void>.Continuation, at now: ContinuousClock.Instant
    ) {
        var token: AccessToken?
        if let credentials = client.configuration.credentials {
            if !machine.unfinished.isEmpty, tokens.shouldAsk(at: now) {
                group.addTask {
                    await self.ended(await self.client.askToken(credentials))
                    wake.yield()
                }
            }
            token = tokens.token(at: now)
            if token == nil { return }
        }
        while let (ticket, deliveries, isRetry) = machine.next(at: now) {
            if isRetry { metrics.retried.increment() }
            group.addTask { [token] in
                await self.ended(ticket, await self.client.deliver(deliveries, token: token), with: token)
                wake.yield()
            }
        }
    }

    // MARK: What came back

    private func ended(_ result: Result<TokenAnswer, TokenFault>) {
        let now = ContinuousClock.now
        switch result {
        case .success(let answer):
            tokens.received(answer, at: now)
            logger.debug("got a token")
        case .failure(let fault):
            let delay = tokens.failed(at: now, random: .random(in: 0..<1))
            logger.warning(
                "no token for the webhook",
                metadata: ["reason": "\(fault)", "next_attempt": "in \(Self.text(delay))"])
        }
    }

    private func ended(
        _ ticket: DeliveryMachine.Ticket, _ result: Result<HTTPAnswer, HTTPFault>, with token: AccessToken?
    ) {
        let verdict = Verdict(result)
        if case .unauthorized = verdict, let token { tokens.refused(token) }
        if verdict != .delivered { metrics.failed.increment() }
        for consequence in machine.ended(ticket, verdict, at: .now, random: .random(in: 0..<1)) { note(consequence) }
    }

    private func note(_ consequence: DeliveryMachine.Consequence) {
        switch consequence {
        case .delivered(let events):
            metrics.delivered.increment(by: events.count)
            journal.delivered(events)
        case .retried(let reason):
            logger.debug("the webhook failed, trying again", metadata: ["reason": "\(reason)"])
        case .setAside(let event, let attempts, let status, let reason):
            metrics.setAside.increment()
            journal.setAside(event, status: status, reason: reason)
            guard .now >= nextRefusal else { return }
            nextRefusal = .now + Self.complaintInterval
            logger.warning(
                "the webhook does not take an event; see sentrypeer webhook failed",
                metadata: [
                    "attempts": "\(attempts)", "status": "\(status.map(String.init) ?? "none")",
                    "reason": "\(reason)",
                ])
        case .paused(let delay, let reason):
            logger.warning(
                "the webhook is not to be had",
                metadata: ["reason": "\(reason)", "next_attempt": "in \(Self.text(delay))"])
        case .recovered:
            logger.notice("the webhook is back")
        }
    }

    // MARK: The store

    private func survey(at now: ContinuousClock.Instant) {
        nextSurvey = now + Self.surveyInterval
        withStore { () throws(StoreError) in
            machine.add(try journal.wanted(min(machine.room, Self.readLimit)))
            if now >= nextCount {
                metrics.backlog.record(machine.unfinished.count + (try journal.backlog(limit: Self.countLimit)))
                let end = ContinuousClock.now
                nextCount = end + (end - now) * Self.countShare
            }
            let oldest = machine.unfinished.min()?.time ?? .now
            metrics.secondsBehind.record(max(0, Timestamp.now.milliseconds - oldest.milliseconds) / 1_000)
            let missed = try journal.missed()
            metrics.missed.record(missed)
            if missed > self.missed {
                logger.error(
                    "events were deleted before the webhook took them; give the database more room or time",
                    metadata: ["events": "\(missed)"])
            }
            self.missed = missed
        }
    }

    /// What fails here is tried again with the next look.
    private func withStore(_ body: () throws(StoreError) -> Void) {
        do throws(StoreError) {
            try body()
        } catch {
            guard .now >= nextComplaint else { return }
            nextComplaint = .now + Self.complaintInterval
            logger.error("the webhook cannot use the database", metadata: ["reason": "\(error)"])
        }
    }

    private static func text(_ delay: Duration) -> String {
        let seconds = Double(delay.components.seconds) + Double(delay.components.attoseconds) / 1e18
        return "\((seconds * 10).rounded() / 10) s"
    }
}

import Events

/// Says under the old key's head that we go on under another one, as long as values of the old one live.
struct RotationNotice: Sendable {
    private static let interval = Duration.seconds(3_600)

    let rotation: Rotation
    private var next: Timestamp?

    init(_ rotation: Rotation) { self.rotation = rotation }

    func isOver(at now: Timestamp) -> Bool { rotation.created.adding(ValueLimits.lifetime) <= now }

    /// Whether to put it now.
    mutating func take(at now: Timestamp) -> Bool {
        guard !isOver(at: now), next.map({ $0 <= now }) ?? true else { return false }
        next = now.adding(Self.interval)
        return true
    }
}

import Events
import SIP
import Store

/// Between this node and original ones: what to ask the network for, what to give to it, what to believe of its
/// answers.
struct LegacyBridge {
    typealias Instant = ContinuousClock.Instant

    enum Action: Equatable {
        case get(request: UInt64, key: InfoHash)
        case put(NetworkPut)
    }

    static let listenRequest: UInt64 = 1
    static let getRequest: UInt64 = 2

    let key: InfoHash
    private let version: String
    private var receiver: LegacyReceiver
    private var sender = LegacySender()
    private var keyCount = LegacyKeyCount()

    /// - Parameters:
    ///   - node: our own.
    ///   - version: of this program.
    init(key: InfoHash, node: UUIDBytes, version: String) {
        self.key = key
        self.version = version
        receiver = LegacyReceiver(node: node)
    }

    /// What the network gave; nil for what is none of ours to judge.
    mutating func hear(_ report: NodeReport, at now: Instant) -> LegacyReceiver.Verdict? {
        switch report {
        case .value(let value):
            switch value.request {
            case Self.listenRequest: if !value.isExpired { keyCount.hear(value.id, at: now) }
            case Self.getRequest: keyCount.find(value.id)
            default: return nil
            }
            return receiver.judge(value)
        case .done(Self.getRequest, true): keyCount.finish()
        case .done, .kept, .statistics, .stopped: break
        }
        return nil
    }

    /// An event of our own. Only a SIP request tells of a call somebody tried to make.
    mutating func see(_ event: ProbeEvent) {
        guard event.malformation == nil, event.method != nil, sender.isNew(event.source.address, event.sharedNumber)
        else { return }
        sender.offer(event.legacyValue(version: version))
    }

    /// - Parameter id: for a value that is put.
    mutating func advance(
        to now: Instant, isConnected: Bool, id: @autoclosure () -> UInt64 = .random(in: 1 ... .max)
    ) -> [Action] {
        var actions: [Action] = []
        if keyCount.isDue(at: now, isConnected: isConnected) {
            actions.append(.get(request: Self.getRequest, key: key))
        }
        if let value = sender.next(at: now, isConnected: isConnected, keyCount: keyCount.count(at: now)) {
            let id = id()
            actions.append(
                .put(NetworkPut(request: id, key: key, id: id, userType: LegacyNetwork.userType, data: value)))
        }
        return actions
    }
}

extension PeerReport {
    /// What an original node's event says of its source, and of its number.
    /// - Parameter time: when we heard of it; what the event says of its time is not believed.
    static func reports(of event: LegacyEvent, at time: Timestamp) -> [PeerReport] {
        let subjects = [.address(event.source)] + (event.calledNumber.map { [PeerSubject.number($0)] } ?? [])
        return subjects.map { subject in
            var report = PeerReport(subject, by: event.node.bytes, first: time, last: time, heard: time)
            report.isLegacy = true
            return report
        }
    }
}

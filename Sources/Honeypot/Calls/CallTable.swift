import Events
import SIP

/// All calls of a node, over all transports. Takes messages and the time, gives actions. Bounded in calls and
/// bytes: in a flood the oldest call of an address that has not proved itself goes first.
struct CallTable<Path: Sendable>: Sendable {
    let limits: CallLimits
    /// Bytes of messages that calls keep.
    private(set) var size = 0
    private(set) var index = CallIndex()
    private var calls: [UInt64: Call<Path>] = [:]
    private var lastID: UInt64 = 0
    private var deadlines = DeadlineHeap()
    private var unproved = ArrivalOrder()
    /// Calls of proved addresses that are over, and kept for repetitions.
    private var over = ArrivalOrder()

    init(limits: CallLimits = CallLimits()) {
        self.limits = limits
    }

    var count: Int { calls.count }

    /// When `tick` has something to do next; nil without calls.
    var nextDeadline: Timestamp? { deadlines.first }

    func call(_ id: UInt64) -> Call<Path>? { calls[id] }

    /// Makes a call of an INVITE that is `.outside` of all.
    ///
    /// - Returns: false when there is no room, or the INVITE lacks what names a call: to be answered without state.
    mutating func start(
        _ invite: SIPMessage, from peer: CallPeer<Path>, as event: EventID, by plan: CallPlan, at now: Timestamp,
        into actions: inout [CallAction<Path>]
    ) -> Bool {
        guard let call = Call(id: lastID &+ 1, invite: invite, from: peer, as: event, by: plan, at: now),
            makeRoom(calls: 1, bytes: call.size, at: now, into: &actions)
        else { return false }
        lastID = call.id
        calls[call.id] = call
        size += call.size
        index.insert(call)
        update(call.id, at: now, into: &actions) { $0.takeSteps(at: now, into: &$1) }
        return true
    }

    /// Does what is due. Costs what is due, whatever the number of calls.
    ///
    /// - Parameter isOverLimit: whether so much goes to the network of an address that nothing may go out there
    ///   but to those that have proved themselves. The others' calls are dropped without a word.
    mutating func tick(at now: Timestamp, into actions: inout [CallAction<Path>], isOverLimit: (Endpoint) -> Bool) {
        while let id = deadlines.due(at: now) {
            if let call = calls[id], !call.isProved, isOverLimit(call.peer.source) {
                drop(id, at: now, into: &actions)
            } else {
                update(id, at: now, into: &actions) { $0.tick(at: now, into: &$1) }
            }
        }
    }

    /// Lets a call take something, and notes what that has made of it.
    @discardableResult
    mutating func update<Result>(
        _ id: UInt64, at now: Timestamp, into actions: inout [CallAction<Path>],
        _ body: (inout Call<Path>, inout [CallAction<Path>]) -> Result
    ) -> Result? {
        guard let place = calls.index(forKey: id) else { return nil }
        let sizeBefore = calls.values[place].size
        let result = body(&calls.values[place], &actions)
        settle(calls.values[place], sizeBefore, at: now, into: &actions)
        return result
    }

    private mutating func settle(
        _ call: Call<Path>, _ sizeBefore: Int, at now: Timestamp, into actions: inout [CallAction<Path>]
    ) {
        size += call.size - sizeBefore
        guard !call.isFinished, let deadline = call.deadline else { return remove(call.id) }
        deadlines.set(deadline, for: call.id)
        if call.isProved { unproved.remove(call.id) } else { unproved.append(call.id) }
        if call.isProved, call.phase == .over { over.append(call.id) }
        // A later request may have made the call larger.
        if !makeRoom(calls: 0, bytes: 0, at: now, into: &actions) { drop(call.id, at: now, into: &actions) }
    }

    /// Lets the oldest unproved calls go while room is wanted, then those that are over.
    ///
    /// - Returns: Whether there is room for so many calls and bytes more.
    private mutating func makeRoom(
        calls newCalls: Int, bytes: Int, at now: Timestamp, into actions: inout [CallAction<Path>]
    ) -> Bool {
        guard bytes <= limits.bytes, newCalls <= limits.calls else { return false }
        while calls.count + newCalls > limits.calls || size + bytes > limits.bytes {
            guard let oldest = unproved.first ?? over.first else { return false }
            drop(oldest, at: now, into: &actions)
        }
        return true
    }

    /// Ends a call without a word to its caller.
    private mutating func drop(_ id: UInt64, at now: Timestamp, into actions: inout [CallAction<Path>]) {
        calls[id]?.end(.abandoned, at: now, into: &actions)
        remove(id)
    }

    private mutating func remove(_ id: UInt64) {
        guard let call = calls.removeValue(forKey: id) else { return }
        size -= call.size
        index.remove(call)
        deadlines.set(nil, for: id)
        unproved.remove(id)
        over.remove(id)
    }
}

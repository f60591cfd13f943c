import Events
import SIP
import Synchronization

/// The contacts that clients have registered for the node's extensions (RFC 3261 §10.3). In memory, as in the PBXs
/// that it stands for: clients register again.
final class Registrar: Sendable {
    private struct Binding {
        let uri: [UInt8]
        let expiry: Timestamp
    }

    /// Contacts that one extension has at a time, and bytes of each.
    private static let contactLimit = 10
    private static let uriLimit = 256

    private let policy: RegistrationPolicy
    private let bindings = Mutex<[String: [Binding]]>([:])

    init(_ policy: RegistrationPolicy) {
        self.policy = policy
    }

    /// Carries out a request that may register for `account`: its Contacts come and go (§10.3 steps 6 and 7), and the
    /// answer tells all that there are (step 8).
    func register(_ request: SIPMessage, for account: Account, at time: Timestamp) -> Response {
        let isRemoval = request.values(.contact).contains { request.line($0) == [UInt8(ascii: "*")] }
        // §10.3 step 6: all contacts go, or some come.
        if isRemoval, request.expires != 0 || request.values(.contact).count > 1 { return Response(.badRequest) }
        let changes = changes(request, at: time)
        let current = bindings.withLock { bindings in
            var current = bindings[account.name, default: []].filter { $0.expiry > time }
            if isRemoval { current = [] }
            for change in changes {
                current.removeAll { $0.uri == change.uri }
                if change.expiry > time { current.append(change) }
            }
            current.removeFirst(max(0, current.count - Self.contactLimit))
            bindings[account.name] = current
            return current
        }
        var response = Response(.ok)
        let standard = isRemoval ? 0 : policy.defaultExpiry
        response.expires = changes.first.map { $0.expiry.seconds(after: time) } ?? standard
        response.contacts = current.map { binding in
            [UInt8(ascii: "<")] + binding.uri + Array(">;expires=\(binding.expiry.seconds(after: time))".utf8)
        }
        return response
    }

    private func changes(_ request: SIPMessage, at time: Timestamp) -> [Binding] {
        var changes: [Binding] = []
        for contact in request.addresses(.contact).prefix(Self.contactLimit) {
            let uri = request.line(contact.uri)
            guard uri.count <= Self.uriLimit, uri.allSatisfy(Self.canStandInBrackets), uri != [UInt8(ascii: "*")]
            else { continue }
            let own = request.parameters(in: contact.parameters).first { parameter in
                request.string(parameter.name).lowercased() == "expires"
            }
            let asked = own.map { $0.value.flatMap { Int(request.string($0)) } ?? policy.defaultExpiry }
            let seconds = policy.expiry(asked: asked ?? request.expires)
            changes.append(Binding(uri: uri, expiry: time.adding(.seconds(seconds))))
        }
        return changes
    }

    private static func canStandInBrackets(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
    }
}

extension Timestamp {
    /// Seconds from `other` on, the last one counted whole.
    fileprivate func seconds(after other: Timestamp) -> Int {
        Int((nanoseconds - other.nanoseconds + 999_999_999) / 1_000_000_000)
    }
}

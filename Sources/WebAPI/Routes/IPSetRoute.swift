import Events
import Hummingbird
import NIOCore
import SIP
import Store

/// `GET /ip-addresses/ipset`: the addresses as a script for `ipset restore`, which swaps them in at once, each with a
/// time after which it goes by itself.
struct IPSetRoute {
    /// Of the kernel's names there is room for 31 bytes, of which suffixes take some.
    private static let nameLengths = 1...24
    /// `ipset` allows up to 2,147,483 seconds.
    private static let timeouts: ClosedRange<Int64> = 60...2_147_483
    private static let week: Int64 = 604_800
    private static let piece = 1_000
    /// Addresses that are given at most, the newest.
    private static let most = 500_000
    /// The same of what others report.
    private static let mostOfPeers = 100_000

    let lists: StoreLists
    let policy: ActionPolicy

    func register(in routes: RouteTable) {
        routes.get("ip-addresses/ipset") { request, _ in
            let name = try request.value("set", Self.name) ?? "sentrypeer"
            let timeout =
                try request.value("timeout") { Int64($0).flatMap { Self.timeouts.contains($0) ? $0 : nil } }
                ?? Self.week
            let peers = try request.wantsPeers() ? policy : nil
            let script = try await lists.read { try Self.script(name, timeout, peers, at: .now, in: $0) }
            return Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-cache"],
                body: ResponseBody(byteBuffer: script))
        }
    }

    private static func name(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
        }
        return isPlain && nameLengths.contains(text.utf8.count) && text.first != "-" ? text : nil
    }

    /// Addresses that were seen less than `timeout` seconds ago, for as long as is left of these.
    /// - Parameter peers: when given, also those that others report and that may be acted on by it.
    private static func script(
        _ name: String, _ timeout: Int64, _ peers: ActionPolicy?, at now: Timestamp, in reader: EventReader
    ) throws(StoreError) -> ByteBuffer {
        var script = ByteBuffer()
        let sets = [("4", "inet"), ("6", "inet6")]
        for (suffix, family) in sets {
            let kind =
                "hash:ip family \(family) maxelem \(peers == nil ? most : most + mostOfPeers) timeout \(timeout) -exist\n"
            script.writeString("create \(name)\(suffix) \(kind)create \(name)\(suffix)-new \(kind)")
            script.writeString("flush \(name)\(suffix)-new\n")
        }
        // In front of our own, whose longer times then count.
        if let peers {
            let left = min(timeout, max(peers.window.components.seconds, 1))
            for value in try reader.actionable(.address, peers, at: now, limit: mostOfPeers) {
                guard let ip = IPAddress(value) else { continue }
                script.writeString("add \(name)\(ip.isV4 ? "4" : "6")-new \(ip) timeout \(left) -exist\n")
            }
        }
        var query = ListQuery()
        query.since = now.adding(.seconds(-timeout))
        var count = 0
        repeat {
            let page = try reader.addresses(query, limit: piece)
            for address in page.items {
                // What is kept may be whatever the original wrote.
                guard let ip = IPAddress(address.value), count < most else { continue }
                let age = (now.nanoseconds - address.lastSeen.nanoseconds) / 1_000_000_000
                let left = min(max(timeout - age, 1), timeout)
                script.writeString("add \(name)\(ip.isV4 ? "4" : "6")-new \(ip) timeout \(left) -exist\n")
                count += 1
            }
            query.from = page.next
        } while query.from != nil && count < most
        for (suffix, _) in sets {
            script.writeString("swap \(name)\(suffix)-new \(name)\(suffix)\ndestroy \(name)\(suffix)-new\n")
        }
        return script
    }
}

import Delivery
import Events
import Honeypot
import SIP
import Store
import Telephony
import WebAPI

/// The node's settings, checked and ready to use.
struct Settings: Sendable, Equatable {
    /// A file's text and where it lies.
    struct TextFile: Sendable, Equatable {
        let path: String
        let text: String
    }

    /// Where every SIP message is mirrored to, and as whom.
    struct HEP: Sendable, Equatable {
        let collector: HEPCollector
        let agent: UInt32
        let password: String?
    }

    /// Listen for SIP at all.
    let sipEnabled: Bool
    /// Where to listen over UDP and over TCP.
    let sipListen: [Endpoint]
    /// Nobody chose ``sipListen``: a machine without IPv6 need not fail on it.
    let sipListenIsDefault: Bool
    let tlsListen: Endpoint
    /// PEM files. Either both are there or neither, and then the node makes its own.
    let certificateFile: String?
    let keyFile: String?
    /// TCP and TLS connections at once, 1...1,000,000: in all, and from one source address.
    let connectionLimit: Int
    let sourceConnectionLimit: Int
    /// How long a connection may be silent, 1...86,400 seconds.
    let idleTimeout: Duration

    /// Answer SIP; otherwise only collect.
    let responsive: Bool
    /// What to pretend to be towards who is answered.
    let persona: PersonaChoice
    /// Answers a second towards an unproved IPv4 /24 or IPv6 /56, 0...1,000,000,000.
    let replyLimit: Int
    /// Where calls' media are, ports from 1,024 on; at least one of them is even.
    let mediaPorts: ClosedRange<UInt16>
    /// Networks whose packets are answered and counted but not recorded.
    let ignore: [CIDR]

    let databaseFile: String
    /// In bytes; `nil` for no limit.
    let databaseSizeLimit: Int?
    /// 1...36,500 days; `nil` to keep events for ever.
    let retentionDays: Int?
    let synchronous: EventStore.Synchronous
    /// `nil` when no JSON log is wanted.
    let jsonLogFile: String?
    let jsonLogStyle: EventEncoder.Style
    let jsonLogAddresses: EventJSONEncoder.Addresses
    let syslog: Bool
    /// `nil` when nothing is mirrored.
    let hep: HEP?

    /// Where to serve the REST API and the web pages; `nil` when they are not wanted.
    let apiListen: Endpoint?
    /// Tokens that the API's clients need; `nil` when they need none.
    let apiTokens: TextFile?
    /// PEM files; `nil` to serve the API without TLS.
    let apiIdentity: WebAPI.IdentityFiles?
    /// Requests a second from one client of the API, 0...1,000,000,000; 0 for no limit.
    let apiRateLimit: Int
    /// How those dial who ask about a number; `nil` when nobody said.
    let dialPlan: CallerDialPlan?
    let peerToPeer: Bool
    /// Nodes to begin with; at least one.
    let bootstrapNodes: [NodeAddress]
    /// 0...65535; 0 lets the system choose.
    let dhtPort: Int
    /// Exchange events with original nodes when ``peerToPeer`` is on.
    let legacy: Bool
    let sharing: SharingSettings
    /// The one of the flags first, then those of the file. Their names differ.
    let webhooks: [WebhookConfiguration]

    let verbose: Bool
    let debug: Bool
}

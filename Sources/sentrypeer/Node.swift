import Delivery
import Events
import Glibc
import Honeypot
import Logging
import SIP
import ServiceLifecycle
import Sharing
import Store
import UnixSignals
import WebAPI

/// The whole node, wired: store and other sinks behind one pipeline, listeners in front of it.
struct Node {
    let id: UUIDBytes
    let honeypot: Honeypot?
    let certificateFile: String?
    let persona: PersonaDescription
    /// Nil when nobody wants it, or `apiFault` tells why it is not served.
    let api: WebAPI?
    let apiFault: WebAPIError?
    /// Nil when the node does not share.
    let sharing: SharingPart?
    private let sinks: [SinkWorker]
    private let mirror: HEPMirror?
    private let webhooks: [Webhook]
    private let rotation: LogRotation
    private let logger: Logger

    /// Opens and binds everything, so that what is wrong shows before the first packet.
    ///
    /// - Parameter metrics: what the process counts, for the API to show.
    init(_ settings: Settings, metrics: PrometheusRegistry) async throws(StartError) {
        let logger = Logger(label: "sentrypeer")
        DescriptorLimit.raise()
        let rotation = LogRotation()
        let (writer, node, lastEventID) = try Self.openStore(settings)
        var sinks = [SinkWorker(writer, logger: logger)]
        do throws(SinkError) {
            if let path = settings.jsonLogFile {
                let encoder = EventEncoder(
                    settings.jsonLogStyle, addresses: settings.jsonLogAddresses, version: Version.current)
                sinks.append(
                    SinkWorker(try JSONLog(path: path, encoder: encoder, rotation: rotation), logger: logger))
            }
        } catch {
            throw .sink(error)
        }
        if settings.syslog { sinks.append(SinkWorker(SyslogSink(), logger: logger)) }
        if settings.verbose || settings.debug {
            sinks.append(SinkWorker(TerminalSink(showsMessage: settings.debug), logger: logger))
        }

        let mirrored = settings.hep.map { _ in MirrorQueue() }
        // Before the first event comes, which it must not miss.
        webhooks = try Self.webhooks(settings, logger)
        let identity = try Self.identity(settings)
        let disguise = try Self.disguise(settings, node)
        do throws(ListenerError) {
            honeypot =
                settings.sipEnabled
                ? try await Honeypot(
                    Honeypot.Configuration(settings), node: node, disguise: disguise,
                    ids: EventIDGenerator(after: lastEventID), identity: identity,
                    pipeline: EventPipeline(sinks: sinks), mirror: mirrored, logger: logger) : nil
        } catch {
            throw .listener(error)
        }
        sharing = try Self.sharing(settings, node, logger)
        let faults = NodeFaults(store: sinks[0], honeypot: honeypot)
        (api, apiFault) = try await Self.api(settings, metrics, logger, NetworkAsker.closure(sharing, settings)) {
            faults.sentences
        }
        id = node
        certificateFile = identity?.certificateFile
        persona = PersonaDescription(disguise, node: node)
        self.sinks = sinks
        mirror = Self.mirror(settings, mirrored, logger)
        self.rotation = rotation
        self.logger = logger
    }

    private static func openStore(
        _ settings: Settings
    ) throws(StartError) -> sending (writer: StoreWriter, node: UUIDBytes, lastEventID: EventID) {
        let retention = RetentionPolicy(
            maximumAge: settings.retentionDays.map { .seconds($0 * 86_400) },
            maximumSize: settings.databaseSizeLimit.map(Int64.init))
        var progress = ProgressLine(
            "Carrying over the earlier database", "rows", columns: TerminalSize(of: STDERR_FILENO)?.columns)
        defer { if let text = progress.end() { StandardError.put(text) } }
        do throws(StoreError) {
            let store = try EventStore(
                path: settings.databaseFile,
                options: .init(synchronous: settings.synchronous, retention: retention)
            ) { done, total in
                if let text = progress.text(done, of: total) { StandardError.put(text) }
            }
            let node = try store.nodeID()
            let last = try store.lastEventID()
            return (try store.writer(), node, last)
        } catch {
            throw .store(error)
        }
    }

    private static func webhooks(_ settings: Settings, _ logger: Logger) throws(StartError) -> [Webhook] {
        do throws(WebhookError) {
            var webhooks: [Webhook] = []
            for configuration in settings.webhooks {
                webhooks.append(try Webhook(configuration, database: settings.databaseFile, logger: logger))
            }
            return webhooks
        } catch {
            throw .webhook(error)
        }
    }

    /// An address that can't be had is no reason to let attackers go unseen.
    private static func api(
        _ settings: Settings, _ metrics: PrometheusRegistry, _ logger: Logger, _ askNetwork: NetworkAsker.Closure?,
        faults: @escaping @Sendable () -> [String]
    ) async throws(StartError) -> (WebAPI?, WebAPIError?) {
        guard let listen = settings.apiListen else { return (nil, nil) }
        do throws(WebAPIError) {
            var configuration = WebAPI.Configuration(settings, listen: listen, metrics: metrics, faults: faults)
            configuration.askNetwork = askNetwork
            let api = try await WebAPI(configuration, logger: logger)
            return (api, nil)
        } catch  where error.isAboutAddress {
            return (nil, error)
        } catch {
            throw .api(error)
        }
    }

    private static func mirror(_ settings: Settings, _ queue: MirrorQueue?, _ logger: Logger) -> HEPMirror? {
        guard let hep = settings.hep, let queue else { return nil }
        return HEPMirror(
            to: hep.collector, encoder: HEPEncoder(agent: hep.agent, password: hep.password), queue: queue,
            logger: logger)
    }

    private static func sharing(
        _ settings: Settings, _ node: UUIDBytes, _ logger: Logger
    ) throws(StartError) -> SharingPart? {
        do throws(NodeKeyError) {
            return try SharingPart(settings, node, logger)
        } catch {
            throw .sharing(error)
        }
    }

    private static func disguise(_ settings: Settings, _ node: UUIDBytes) throws(StartError) -> Disguise {
        do throws(PersonaError) {
            return try Disguise(settings.persona, node: node)
        } catch {
            throw .persona(error)
        }
    }

    private static func identity(_ settings: Settings) throws(StartError) -> TLSIdentity? {
        guard settings.sipEnabled else { return nil }
        do throws(TLSIdentityError) {
            if let certificate = settings.certificateFile, let key = settings.keyFile {
                return try TLSIdentity(.files(certificate: certificate, key: key))
            }
            return try TLSIdentity(.made(prefix: settings.databaseFile))
        } catch {
            throw .identity(error)
        }
    }

    /// Serves until SIGTERM or SIGINT. Services stop in the reverse order: intake first, then each sink
    /// once it has written everything that was seen.
    ///
    /// - Parameter screen: shown once signals are trapped.
    func run(announcing screen: String) async throws {
        var services: [any Service] = sinks
        if let mirror { services.append(mirror) }
        services.append(await LogRotationService(rotation))
        services.append(StartAnnouncement(text: screen))
        services += webhooks
        if let sharing { services.append(sharing.service) }
        if let api { services.append(api) }
        if let honeypot { services.append(honeypot) }
        try await ServiceGroup(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
        ).run()
    }
}

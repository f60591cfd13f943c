import Events
import Sharing

extension SharingConfiguration {
    init(_ settings: Settings, node: UUIDBytes) {
        self.init(
            port: UInt16(settings.dhtPort),
            bootstrap: settings.bootstrapNodes.map { Bootstrap(host: $0.host, port: UInt16($0.port)) },
            isLegacyOn: settings.legacy, databaseFile: settings.databaseFile, node: node, version: Version.current)
    }
}

import Honeypot
import SIP

extension Honeypot.Configuration {
    init(_ settings: Settings) {
        self.init()
        sipListen = settings.sipListen
        tlsListen = settings.tlsListen
        toleratesMissingAddresses = settings.sipListenIsDefault
        isResponsive = settings.responsive
        replyLimit = settings.replyLimit
        mediaPorts = settings.mediaPorts
        ignored = settings.ignore
        connectionLimit = settings.connectionLimit
        sourceConnectionLimit = settings.sourceConnectionLimit
        idleTimeout = Int(settings.idleTimeout.components.seconds)
    }
}

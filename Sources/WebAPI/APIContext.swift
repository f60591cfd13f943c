import Hummingbird
import NIOCore
import SIP

/// What is known of a request besides the request itself.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// Who asks; nil for a connection that is gone already.
    let client: IPAddress?
    /// What the request's token allows; nil without one.
    var scope: AccessScope?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
        client = source.channel.remoteAddress.flatMap(IPAddress.init)
    }
}

import Hummingbird
import Logging

extension WebAPI {
    /// Every route, and in front of them what each request passes, the outermost first.
    static func router(
        _ configuration: Configuration, _ tokens: AccessTokens, _ lookups: StoreLookups, _ lists: StoreLists,
        _ logger: Logger
    ) -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        router.addMiddleware {
            AnswerCounter(configuration.metrics)
            StandardHeaders(version: configuration.version)
            Compression()
            FaultResponses(logger: logger)
            RequestLimit(rate: configuration.requestLimit)
            Authentication(tokens: tokens)
        }
        let routes = RouteTable(router)
        RootRoute().register(in: routes)
        PageRoute().register(in: routes)
        DescriptionRoute().register(in: routes)
        HealthCheckRoute(version: configuration.version).register(in: routes)
        ReadyRoute(lookups: lookups, faults: configuration.faults).register(in: routes)
        MetricsRoute(configuration.metrics, database: configuration.database, version: configuration.version)
            .register(in: routes)
        let list = ListRoute(lists: lists)
        list.register("ip-addresses", in: routes, whole: .addresses, .addresses, part: .addresses)
        list.registerNumbers(in: routes)
        list.register("countries", in: routes, part: .countries)
        list.registerCountry(in: routes)
        list.register("user-agents", in: routes, part: .userAgents)
        list.register("sip-methods", in: routes, part: .methods)
        let policy = configuration.actionPolicy
        IPSetRoute(lists: lists, policy: policy).register(in: routes)
        AddressRoute(lookups: lookups, lists: lists, policy: policy).register(in: routes)
        NumberRoute(lookups: lookups, lists: lists, policy: policy).register(in: routes)
        LookupRoute(lookups: lookups, lists: lists, policy: policy, askNetwork: configuration.askNetwork)
            .register(in: routes)
        EventStreamRoute(lookups: lookups, lists: lists, version: configuration.version).register(in: routes)
        EventsRoute(lookups: lookups, lists: lists, version: configuration.version).register(in: routes)
        SessionsRoute(lists: lists, version: configuration.version).register(in: routes)
        let access = AdminAccess(isOpen: tokens.isEmpty)
        CredentialsRoute(lists: lists, access: access).register(in: routes)
        PeersRoute(lists: lists, policy: policy, access: access).register(in: routes)
        StatsRoute(lists: lists, version: configuration.version).register(in: routes)
        return router
    }
}

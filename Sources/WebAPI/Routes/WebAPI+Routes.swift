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
        ReadyRoute(lookups: lookups).register(in: routes)
        MetricsRoute(configuration.metrics, database: configuration.database, version: configuration.version)
            .register(in: routes)
        ListRoute(form: .addresses, lists: lists).register("ip-addresses", in: routes)
        AddressRoute(lookups: lookups).register(in: routes)
        ListRoute(form: .numbers, lists: lists).register("numbers", in: routes)
        NumberRoute(lookups: lookups).register(in: routes)
        return router
    }
}

import Delivery

extension WebhookConfiguration {
    /// Nil when nobody wants a webhook.
    init?(_ settings: Settings) {
        guard let url = settings.webhookURL else { return nil }
        self.init(name: "webhook", url: url, version: Version.current)
        authority = settings.webhookAuthority?.text
        requestLimit = settings.webhookConcurrency
        batchSize = settings.webhookBatch
        signingSecret = settings.webhookSecret
        credentials = settings.oauth2
    }
}

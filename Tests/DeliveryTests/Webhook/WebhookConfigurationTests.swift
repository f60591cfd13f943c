import Testing

@testable import Delivery

@Suite struct WebhookConfigurationTests {
    @Test func whatMayBeAKeyIsASecret() {
        var webhook = WebhookConfiguration(
            name: "a", url: "https://hooks.example.org/services/T0123/B98765432?key=abcdefghij", version: "1")
        webhook.headers = ["Authorization": "Splunk 11111111-2222", "X-Site": "home"]
        webhook.signingSecret = Secret("sign")
        webhook.credentials = ClientCredentials(
            id: "me", secret: Secret("word"), tokenURL: "https://t.example/", audience: "a")
        #expect(
            Set(webhook.secrets)
                == Set(["services", "B98765432", "abcdefghij", "11111111-2222", "sign", "word"].map(Secret.init)))
        #expect(WebhookConfiguration(name: "a", url: "https://hooks.example.org", version: "1").secrets.isEmpty)
    }
}

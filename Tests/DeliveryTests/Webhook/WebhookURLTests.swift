import Testing

@testable import Delivery

@Suite struct WebhookURLTests {
    @Test(arguments: [
        ("https://example.org/hooks/secret?x=1", "https://example.org/…"),
        ("https://example.org/", "https://example.org/"),
        ("http://[::1]:8080", "http://[::1]:8080/"), ("https://example.org?key=1", "https://example.org/…"), ("x", "…"),
    ])
    func onlyTheHostIsShown(url: String, shown: String) {
        #expect(WebhookURL.shown(url) == shown)
    }
}

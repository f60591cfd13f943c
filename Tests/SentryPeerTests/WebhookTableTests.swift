import Delivery
import Telephony
import Testing

@testable import sentrypeer

@Suite struct WebhookTableTests {
    @Test func aFileMayHaveSeveralEachWithItsOwn() throws {
        let file = """
            webhook_url = "https://a.example/"
            webhook_batch = 10
            [[webhook]]
            name = "siem"
            url = "https://b.example/"
            methods = ["invite", "REGISTER"]
            transports = "tls"
            countries = ["gb"]
            headers = { Authorization = "Splunk 1" }
            [[webhook]]
            name = "own"
            url = "http://c.example/"
            batch = 100
            style = "ecs"
            oauth2_client_id = "me"
            oauth2_client_secret = "word"
            """
        let webhooks = try NodeCommand.settings(file: file).webhooks
        #expect(webhooks.map(\.name) == ["webhook", "siem", "own"])
        #expect(webhooks.map(\.url) == ["https://a.example/", "https://b.example/", "http://c.example/"])
        // What counts for one counts for no other.
        #expect(webhooks.map(\.batchSize) == [10, 1, 100])
        #expect(webhooks.map(\.style) == [.sentrypeer, .sentrypeer, .ecs])
        #expect(webhooks.map { $0.credentials?.id } == [nil, nil, "me"])
        #expect(webhooks[1].headers == ["Authorization": "Splunk 1"])
        #expect(
            webhooks[1].filter
                == WebhookFilter(
                    methods: [.invite, .register], transports: [.tls], countries: [try #require(Country("GB"))]))
        #expect(webhooks[2].filter == WebhookFilter())
    }

    @Test(arguments: [
        ("[webhook]", "it must be a table, under [[webhook]]"),
        ("webhook = 1", "it must be a table, under [[webhook]]"),
        ("[[webhook]]\nurl = \"https://a.example\"", "it needs a name"),
        ("[[webhook]]\nname = \"webhook\"", "it needs a name"), ("[[webhook]]\nname = \"a b\"", "it needs a name"),
        ("[[webhook]]\nname = \"a\"", "it needs a url"),
        ("[[webhook]]\nname = \"a\"\nurl = 1", "url must be a string, not a whole number"),
        ("[[webhook]]\nname = \"a\"\nlurl = \"b\"", "there is no setting \"lurl\""),
        ("[[webhook]]\nname = \"a\"\nurl = \"https://a\"\nmethods = \"ring\"", "\"ring\" is not a SIP method"),
        ("[[webhook]]\nname = \"a\"\nurl = \"https://a\"\ntransports = [\"SCTP\"]", "is not UDP, TCP or TLS"),
        ("[[webhook]]\nname = \"a\"\nurl = \"https://a\"\ncountries = [\"GBR\"]", "is not a country's two letters"),
        ("[[webhook]]\nname = \"a\"\nurl = \"https://a\"\nheaders = { Host = \"b\" }", "is not a header of HTTP"),
        ("[[webhook]]\nname = \"a\"\nurl = \"https://a\"\nheaders = { X = \"b\\r\\nc\" }", "is not a header of HTTP"),
        (
            "[[webhook]]\nname = \"a\"\nurl = \"https://a\"\n[[webhook]]\nname = \"a\"\nurl = \"https://b\"",
            "number 2: another one has its name"
        ),
        ("[[webhook]]\nname = \"a\"\nurl = \"ftp://a\"", "webhook_url in node.toml, [[webhook]] number 1"),
        ("[[webhook]]\nname = \"a\"\nurl = \"https://me:word@a\"", "is not a URL"),
    ])
    func whatIsWrongIsSaid(file: String, reason: String) {
        let error = #expect(throws: ConfigurationError.self) { try NodeCommand.settings(file: file) }
        #expect("\(error.map { "\($0)" } ?? "")".contains(reason), "\(error.map { "\($0)" } ?? "")")
    }
}

import Delivery
import Honeypot
import Telephony
import Testing

@testable import sentrypeer

@Suite struct SettingsTests {
    @Test func defaults() throws {
        let settings = try NodeCommand.settings()
        #expect(settings.sipEnabled)
        #expect(settings.sipListen.map(\.description) == ["0.0.0.0:5060", "[::]:5060"])
        #expect(settings.sipListenIsDefault)
        #expect(settings.tlsListen.description == "0.0.0.0:5061")
        #expect(settings.certificateFile == nil && settings.keyFile == nil)
        #expect(settings.connectionLimit == 4096)
        #expect(settings.sourceConnectionLimit == 256)
        #expect(settings.idleTimeout == .seconds(60))
        #expect(!settings.responsive)
        #expect(settings.persona == .builtIn(.freepbx))
        #expect(settings.replyLimit == 200)
        #expect(settings.mediaPorts == 10_000...20_000)
        #expect(settings.ignore == [])
        #expect(settings.databaseFile == "./sentrypeer.db")
        #expect(settings.databaseSizeLimit == 8_589_934_592)
        #expect(settings.retentionDays == nil)
        #expect(settings.synchronous == .normal)
        #expect(settings.jsonLogFile == nil)
        #expect(settings.jsonLogStyle == .sentrypeer)
        #expect(settings.jsonLogAddresses == .ip)
        #expect(!settings.syslog)
        #expect(settings.hep == nil)
        #expect(settings.apiListen == nil)
        #expect(settings.dialPlan == nil)
        #expect(!settings.peerToPeer)
        #expect(settings.bootstrapNodes.map(\.host) == ["bootstrap.sentrypeer.org"])
        #expect(settings.bootstrapNodes.map(\.port) == [4222] && settings.legacy)
        #expect(settings.dhtPort == 4222)
        let sharing = settings.sharing
        #expect(sharing.port == 4223 && sharing.feeds && sharing.lookups == .direct && sharing.budget == 500 << 20)
        #expect(sharing.trusted.isEmpty && !sharing.onlyTrusted && sharing.groupFile == nil)
        #expect(!sharing.groupReciprocity)
        #expect(sharing.quorum == 3 && sharing.keyAgeDays == 7)
        #expect(settings.webhooks == [])
        #expect(!settings.verbose && !settings.debug)
    }

    @Test func everyValueFromTheCommandLine() throws {
        let settings = try NodeCommand.settings(
            """
            -jarpsvdR -f a.db -l a.json -b [2001:db8::1]:4000 -w https://example.org/hook -i me -c word -t a.crt -k a.key \
            -z [::1]:0 --sip-listen 127.0.0.1:0 --api-listen 0.0.0.0:80 --dht-port 0 --json-log-addresses ip:port --json-log-style ecs \
            --reply-limit 1000000000 --ignore 10.1.2.3/8 --retention-days 30 --database-size 512M --synchronous full \
            --connection-limit 10 --source-connection-limit 2 --idle-timeout 5 \
            --media-ports 1024-65535 --persona cisco --dial-plan us:011:9 \
            --hep tcp:[2001:db8::9]:9060 --hep-id 4294967295 --hep-password word \
            --oauth2-token-url https://t.example/token --oauth2-audience all --webhook-ca ca.pem \
            --webhook-concurrency 256 --webhook-batch 1000 --webhook-secret-file key.txt --webhook-style ecs
            """, files: ["ca.pem": "PEM", "key.txt": "key\n"]
        )
        #expect(!settings.sipEnabled)
        #expect(settings.sipListen.map(\.description) == ["127.0.0.1:0"])
        #expect(!settings.sipListenIsDefault)
        #expect(settings.tlsListen.description == "[::1]:0")
        #expect(settings.certificateFile == "a.crt" && settings.keyFile == "a.key")
        #expect(settings.connectionLimit == 10 && settings.sourceConnectionLimit == 2)
        #expect(settings.idleTimeout == .seconds(5))
        #expect(settings.responsive && settings.replyLimit == 1_000_000_000)
        #expect(settings.persona == .builtIn(.cisco))
        #expect(settings.mediaPorts == 1_024...65_535)
        #expect(settings.jsonLogStyle == .ecs)
        let collector = HEPCollector(transport: .tcp, host: "2001:db8::9", port: 9_060)
        #expect(settings.hep == Settings.HEP(collector: collector, agent: .max, password: "word"))
        #expect(settings.ignore.map(\.description) == ["10.0.0.0/8"])
        #expect(settings.databaseFile == "a.db" && settings.databaseSizeLimit == 536_870_912)
        #expect(settings.retentionDays == 30 && settings.synchronous == .full)
        #expect(settings.jsonLogFile == "a.json" && settings.jsonLogAddresses == .ipAndPort)
        #expect(settings.apiListen?.description == "0.0.0.0:80")
        #expect(settings.bootstrapNodes.map(\.host) == ["2001:db8::1"] && settings.bootstrapNodes.map(\.port) == [4000])
        #expect(settings.dialPlan == (try CallerDialPlan("US:011:9")))
        #expect(settings.dhtPort == 0)
        var webhook = WebhookConfiguration(
            name: "webhook", url: "https://example.org/hook", version: Version.current)
        webhook.credentials = ClientCredentials(
            id: "me", secret: Secret("word"), tokenURL: "https://t.example/token", audience: "all")
        webhook.authority = "PEM"
        (webhook.requestLimit, webhook.batchSize) = (256, 1_000)
        webhook.signingSecret = Secret("key")
        webhook.style = .ecs
        #expect(settings.webhooks == [webhook])
        #expect(settings.peerToPeer && settings.syslog && settings.verbose && settings.debug)
    }

    @Test func whomToShareWithAndWhomToBelieve() throws {
        let keys = ["01", "02"].map { "ed25519:" + String(repeating: $0, count: 32) }
        let settings = try NodeCommand.settings(
            """
            --sharing-port 4300 --sharing-feeds false --sharing-lookups bucket --sharing-trusted \(keys[0]) \
            --sharing-trusted \(keys[1]) --sharing-only-trusted true --sharing-group-file group --sharing-quorum 5 \
            --sharing-key-age-days 30 --sharing-budget 2G --sharing-group-reciprocity true
            """)
        let sharing = settings.sharing
        #expect(sharing.port == 4_300 && !sharing.feeds && sharing.lookups == .bucket && sharing.budget == 2 << 30)
        #expect(Set(sharing.trusted.map { "\($0)" }) == Set(keys) && sharing.onlyTrusted)
        #expect(
            sharing.groupFile == "group" && sharing.groupReciprocity && sharing.quorum == 5 && sharing.keyAgeDays == 30)
    }

    @Test func theStrongestLayerDecidesEachSettingAlone() throws {
        let environment = ["SENTRYPEER_REPLY_LIMIT": "2", "SENTRYPEER_DB_FILE": "environment.db"]
        let files = ["n.toml": "reply_limit = 3\ndb_file = \"file.db\"\ndht_port = 3"]
        let settings = try NodeCommand.settings("-g n.toml --reply-limit 1", environment: environment, files: files)
        #expect(settings.replyLimit == 1)
        #expect(settings.databaseFile == "environment.db")
        #expect(settings.dhtPort == 3)
        #expect(settings.connectionLimit == 4096)
    }

    @Test(arguments: ["", "0", "false", "1", "anything"])
    func aSwitchInTheEnvironmentIsOnWhenItIsSetAtAll(_ text: String) throws {
        let names = [
            "SENTRYPEER_JSON_LOG", "SENTRYPEER_PEER_TO_PEER", "SENTRYPEER_API", "SENTRYPEER_SIP_RESPONSIVE",
            "SENTRYPEER_SIP_DISABLE", "SENTRYPEER_SYSLOG", "SENTRYPEER_VERBOSE", "SENTRYPEER_DEBUG",
        ]
        let settings = try NodeCommand.settings(environment: .init(uniqueKeysWithValues: names.map { ($0, text) }))
        #expect(settings.jsonLogFile == "./sentrypeer_json.log" && settings.apiListen != nil)
        #expect(settings.peerToPeer && settings.responsive && !settings.sipEnabled)
        #expect(settings.syslog && settings.verbose && settings.debug)
    }

    @Test func aSwitchInTheEnvironmentWinsOverTheFile() throws {
        let files = ["n.toml": "syslog = false"]
        #expect(try NodeCommand.settings("-g n.toml", environment: ["SENTRYPEER_SYSLOG": "0"], files: files).syslog)
    }

    @Test func aSwitchInTheFileGoesBothWays() throws {
        #expect(try NodeCommand.settings(file: "api = true").apiListen != nil)
        #expect(try NodeCommand.settings(file: "api = false").apiListen == nil)
        #expect(try NodeCommand.settings("-a -g n.toml", files: ["n.toml": "api = false"]).apiListen != nil)
    }

    @Test func anEmptyVariableOfAnotherKindCountsAsUnset() throws {
        let names = ["REPLY_LIMIT", "DB_FILE", "WEBHOOK_URL", "IGNORE", "CONFIG_FILE"].map { "SENTRYPEER_\($0)" }
        let environment = Dictionary(uniqueKeysWithValues: names.map { ($0, "") })
        #expect(try NodeCommand.settings(environment: environment) == NodeCommand.settings())
    }

    @Test func theOriginalsOtherWebhookVariableChangesNothing() throws {
        let url = ["SENTRYPEER_WEBHOOK_URL": "https://example.org/"]
        #expect(try NodeCommand.settings(environment: url).webhooks.map(\.url) == ["https://example.org/"])
        let both = url.merging(["SENTRYPEER_WEBHOOK": "1"]) { $1 }
        #expect(try NodeCommand.settings(environment: both) == NodeCommand.settings(environment: url))
        #expect(try NodeCommand.settings(environment: ["SENTRYPEER_WEBHOOK": "1"]).webhooks.isEmpty)
    }

    @Test func listsFromEachLayer() throws {
        let networks = ["10.0.0.0/8", "2001:db8::/32"]
        #expect(
            try NodeCommand.settings("--ignore 10.0.0.0/8 --ignore 2001:db8::/32").ignore.map(\.description) == networks
        )
        let environment = ["SENTRYPEER_IGNORE": "10.0.0.0/8, 2001:db8::/32"]
        #expect(try NodeCommand.settings(environment: environment).ignore.map(\.description) == networks)
        #expect(
            try NodeCommand.settings(file: #"ignore = ["10.0.0.0/8", "2001:db8::/32"]"#).ignore.map(\.description)
                == networks)
        #expect(
            try NodeCommand.settings(file: #"ignore = "10.0.0.0/8,2001:db8::/32""#).ignore.map(\.description)
                == networks)
    }

    @Test func aStrongerListReplacesAWeakerOne() throws {
        let environment = ["SENTRYPEER_SIP_LISTEN": "127.0.0.1:5070,[::1]:5070"]
        let given = try NodeCommand.settings("--sip-listen 127.0.0.1:5080", environment: environment)
        #expect(given.sipListen.map(\.description) == ["127.0.0.1:5080"])
        let empty = try NodeCommand.settings(file: "sip_listen = []")
        #expect(empty.sipListen == [] && !empty.sipListenIsDefault)
    }

    @Test func theClientsSecretComesFromAFileOrFromSystemdToo() throws {
        let files = ["secret": "from file\r\n", "/run/c/oauth2_client_secret": "from systemd", "empty": "\n"]
        func secret(_ commandLine: String, _ environment: [String: String] = [:]) throws -> Secret? {
            try NodeCommand.settings("-w https://x.example/ " + commandLine, environment: environment, files: files)
                .webhooks.first?.credentials?.secret
        }
        let systemd = ["CREDENTIALS_DIRECTORY": "/run/c"]
        #expect(try secret("-i me --oauth2-client-secret-file secret") == Secret("from file"))
        #expect(try secret("-i me -c given --oauth2-client-secret-file secret") == Secret("given"))
        #expect(try secret("-i me", systemd) == Secret("from systemd"))
        #expect(try secret("-i me --oauth2-client-secret-file secret", systemd) == Secret("from file"))
        #expect(throws: ConfigurationError.self) { try secret("-i me --oauth2-client-secret-file empty") }
        #expect(throws: ConfigurationError.self) { try secret("--oauth2-client-secret-file secret") }
        #expect(throws: ConfigurationError.self) { try secret("-i me", ["CREDENTIALS_DIRECTORY": "/run/d"]) }
    }

    @Test func zeroStandsForNoLimit() throws {
        let settings = try NodeCommand.settings("--database-size 0 --retention-days 0")
        #expect(settings.databaseSizeLimit == nil && settings.retentionDays == nil)
    }

    @Test(arguments: [
        ("homer.example.org:9060", HEPCollector.Transport.udp, "homer.example.org"),
        ("udp:127.0.0.1:9060", .udp, "127.0.0.1"),
        ("tcp:[::1]:9060", .tcp, "::1"),
    ])
    func collectors(text: String, transport: HEPCollector.Transport, host: String) throws {
        let settings = try NodeCommand.settings("--hep \(text)")
        let collector = HEPCollector(transport: transport, host: host, port: 9_060)
        #expect(settings.hep == Settings.HEP(collector: collector, agent: 1, password: nil))
    }
}

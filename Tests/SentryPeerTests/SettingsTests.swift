import Honeypot
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
        #expect(settings.jsonLogAddresses == .ip)
        #expect(!settings.syslog)
        #expect(settings.apiListen == nil)
        #expect(!settings.peerToPeer)
        #expect(settings.bootstrapNode.host == "bootstrap.sentrypeer.org")
        #expect(settings.bootstrapNode.port == 4222)
        #expect(settings.dhtPort == 4222)
        #expect(settings.webhookURL == nil && settings.oauth2 == nil)
        #expect(!settings.verbose && !settings.debug)
    }

    @Test func everyValueFromTheCommandLine() throws {
        let settings = try NodeCommand.settings(
            """
            -jarpsvdR -f a.db -l a.json -b [2001:db8::1]:4000 -w https://example.org/hook -i me -c word -t a.crt -k a.key \
            -z [::1]:0 --sip-listen 127.0.0.1:0 --api-listen 0.0.0.0:80 --dht-port 0 --json-log-addresses ip:port \
            --reply-limit 1000000000 --ignore 10.1.2.3/8 --retention-days 30 --database-size 512M --synchronous full \
            --connection-limit 10 --source-connection-limit 2 --idle-timeout 5 \
            --media-ports 1024-65535 --persona cisco
            """
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

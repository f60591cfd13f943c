extension SettingKey {
    /// The one table of settings: flags, help, readers and defaults all come from here.
    var definition: SettingDefinition {
        switch self {
        case .sipListen:
            .init(.list, "ADDR:PORT", "UDP and TCP", standard: "0.0.0.0:5060,[::]:5060", isCommon: true)
        case .tlsListenAddress:
            .init(.text, "ADDR:PORT", short: "z", "TLS", standard: "0.0.0.0:5061")
        case .cert:
            .init(.text, "FILE", short: "t", "TLS certificate in PEM (one is made)")
        case .key:
            .init(.text, "FILE", short: "k", "its private key in PEM")
        case .sipDisable:
            .init(.switch, short: "R", "no SIP listeners at all")
        case .connectionLimit:
            .init(.number, "N", "TCP and TLS peers at once", standard: "4096")
        case .sourceConnectionLimit:
            .init(.number, "N", "the same, from one address", standard: "256")
        case .idleTimeout:
            .init(.number, "SECONDS", "close a silent TCP or TLS peer", standard: "60")

        case .sipResponsive:
            .init(.switch, short: "r", "answer SIP, don't just collect")
        case .persona:
            .init(.text, "NAME|random|FILE", "what the node pretends to be", standard: "freepbx", isCommon: true)
        case .replyLimit:
            .init(.number, "N", "answers/s an unproved /24 or /56", standard: "200")
        case .mediaPorts:
            .init(.text, "FIRST-LAST", "UDP ports for calls' media", standard: "10000-20000")
        case .ignore:
            .init(.list, "CIDR", "answer and count, but don't record", isCommon: true)

        case .dbFile:
            .init(.text, "FILE", short: "f", "database", standard: "./sentrypeer.db")
        case .databaseSize:
            .init(.size, "SIZE", "its limit, like 512M; 0 for none", standard: "8G")
        case .retentionDays:
            .init(.number, "DAYS", "age limit of events; 0 for none", standard: "0")
        case .synchronous:
            .init(.text, "MODE", "how commits sync: normal or full", standard: "normal")
        case .jsonLog:
            .init(.switch, short: "j", "write the JSON event log")
        case .jsonLogFile:
            .init(.text, "FILE", short: "l", "its path", standard: "./sentrypeer_json.log")
        case .jsonLogStyle:
            .init(.text, "STYLE", "its keys: sentrypeer or ecs", standard: "sentrypeer")
        case .jsonLogAddresses:
            .init(.text, "STYLE", "its addresses: ip or ip:port", standard: "ip")
        case .syslog:
            .init(.switch, short: "s", "log each event to syslog")
        case .hep:
            .init(.text, "[tcp:]HOST:PORT", "mirror SIP to Homer or sngrep")
        case .hepID:
            .init(.number, "N", "this capture agent's id there", standard: "1")
        case .hepPassword:
            .init(.text, "SECRET", "its password; safer in the environment")

        case .api:
            .init(.switch, short: "a", "serve the REST API and the web pages")
        case .apiListen:
            .init(.text, "ADDR:PORT", "where", standard: "127.0.0.1:8082")
        case .apiTokenFile:
            .init(.text, "FILE", "tokens that its clients need")
        case .apiCert:
            .init(.text, "FILE", "its TLS certificate in PEM (plain HTTP)")
        case .apiKey:
            .init(.text, "FILE", "the private key to it")
        case .apiRateLimit:
            .init(.number, "N", "requests/s a client; 0: no limit", standard: "1000")
        case .dialPlan:
            .init(.text, "CC[:EXIT[:LINE]]", "how your callers dial: GB, US:011:9")
        case .peerToPeer:
            .init(.switch, short: "p", "join the peer-to-peer network")
        case .bootstrapNode:
            .init(.list, "HOST[:PORT]", short: "b", "first node", standard: "bootstrap.sentrypeer.org:4222")
        case .dhtPort:
            .init(.number, "PORT", "UDP port towards the other nodes", standard: "4222")
        case .dhtListen:
            .init(.list, "ADDR", "its addresses, one a family (all of both)")
        case .lanDiscovery:
            .init(.truth, "true|false", "find nodes on the local network", standard: "false")
        case .legacy:
            .init(.truth, "true|false", "share with original nodes, too", standard: "true")
        case .sharingPort:
            .init(.number, "PORT", "UDP port of the second network", standard: "4223")
        case .sharingFeeds:
            .init(.truth, "true|false", "hear everybody's feed there", standard: "true")
        case .sharingLookups:
            .init(.text, "off|direct|bucket", "how to ask the network", standard: "direct")
        case .sharingTrusted:
            .init(.list, "KEY", "authors that are believed alone")
        case .sharingOnlyTrusted:
            .init(.truth, "true|false", "hear nobody else", standard: "false")
        case .sharingGroupFile:
            .init(.text, "FILE", "secret of a group to share with alone")
        case .sharingGroupReciprocity:
            .init(.truth, "true|false", "only who gives can read there", standard: "false")
        case .sharingQuorum:
            .init(.number, "N", "other authors that must agree", standard: "3")
        case .sharingKeyAgeDays:
            .init(.number, "DAYS", "least age of their keys", standard: "7")
        case .sharingBudget:
            .init(.size, "SIZE", "traffic a day; 0 for no limit", standard: "500M")
        case .webhookURL:
            .init(.text, "URL", short: "w", "POST each event there")
        case .oauth2ClientID:
            .init(.text, "ID", short: "i", "for the webhook's bearer token")
        case .oauth2ClientSecret:
            .init(.text, "SECRET", short: "c", "the same; safer in a file")
        case .oauth2ClientSecretFile:
            .init(.text, "FILE", "the secret in a file")
        case .oauth2TokenURL:
            .init(.text, "URL", "where tokens come from", standard: "https://authz.sentrypeer.com/oauth/token")
        case .oauth2Audience:
            .init(.text, "TEXT", "what they are for", standard: "https://sentrypeer.com/api")
        case .webhookCA:
            .init(.text, "FILE", "authorities to trust besides the system's")
        case .webhookConcurrency:
            .init(.number, "N", "requests at once", standard: "8")
        case .webhookBatch:
            .init(.number, "N", "events a request, as JSON lines", standard: "1")
        case .webhookStyle:
            .init(.text, "STYLE", "the events' keys: sentrypeer or ecs", standard: "sentrypeer")
        case .webhookSecretFile:
            .init(.text, "FILE", "key of an HMAC over each body")

        case .configFile:
            .init(.text, "FILE", short: "g", "settings in TOML", standard: "~/.config/sentrypeer/default-config.toml")
        case .verbose:
            .init(.switch, short: "v", "print each event on stderr")
        case .debug:
            .init(.switch, short: "d", "print more than that")
        }
    }
}

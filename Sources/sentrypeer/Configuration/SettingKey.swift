/// Every setting of the node, in the order in which the help lists them.
///
/// The raw value is the setting's one key. The TOML file uses it as it stands; the long flag and the environment
/// variable are derived from it, so that knowing one name is knowing all three.
enum SettingKey: String, CaseIterable, Sendable {
    case sipListen = "sip_listen"
    case tlsListenAddress = "tls_listen_address"
    case cert
    case key
    case sipDisable = "sip_disable"
    case connectionLimit = "connection_limit"
    case sourceConnectionLimit = "source_connection_limit"
    case idleTimeout = "idle_timeout"

    case sipResponsive = "sip_responsive"
    case persona
    case replyLimit = "reply_limit"
    case mediaPorts = "media_ports"
    case ignore

    case dbFile = "db_file"
    case databaseSize = "database_size"
    case retentionDays = "retention_days"
    case synchronous
    case jsonLog = "json_log"
    case jsonLogFile = "json_log_file"
    case jsonLogStyle = "json_log_style"
    case jsonLogAddresses = "json_log_addresses"
    case syslog
    case hep
    case hepID = "hep_id"
    case hepPassword = "hep_password"

    case api
    case apiListen = "api_listen"
    case apiTokenFile = "api_token_file"
    case apiCert = "api_cert"
    case apiKey = "api_key"
    case apiRateLimit = "api_rate_limit"
    case dialPlan = "dial_plan"
    case peerToPeer = "peer_to_peer"
    case bootstrapNode = "bootstrap_node"
    case dhtPort = "dht_port"
    case dhtListen = "dht_listen"
    case lanDiscovery = "lan_discovery"
    case legacy
    case sharingPort = "sharing_port"
    case sharingFeeds = "sharing_feeds"
    case sharingLookups = "sharing_lookups"
    case sharingTrusted = "sharing_trusted"
    case sharingOnlyTrusted = "sharing_only_trusted"
    case sharingGroupFile = "sharing_group_file"
    case sharingGroupReciprocity = "sharing_group_reciprocity"
    case sharingQuorum = "sharing_quorum"
    case sharingKeyAgeDays = "sharing_key_age_days"
    case sharingBudget = "sharing_budget"
    case webhookURL = "webhook_url"
    case oauth2ClientID = "oauth2_client_id"
    case oauth2ClientSecret = "oauth2_client_secret"
    case oauth2ClientSecretFile = "oauth2_client_secret_file"
    case oauth2TokenURL = "oauth2_token_url"
    case oauth2Audience = "oauth2_audience"
    case webhookCA = "webhook_ca"
    case webhookConcurrency = "webhook_concurrency"
    case webhookBatch = "webhook_batch"
    case webhookStyle = "webhook_style"
    case webhookSecretFile = "webhook_secret_file"

    case configFile = "config_file"
    case verbose
    case debug
}

extension SettingKey {
    /// The long flags without their dashes, the one to show first: `reply-limit` for `reply_limit`.
    var longNames: [String] {
        let derived = String(rawValue.map { $0 == "_" ? "-" : $0 })
        return self == .sipResponsive ? ["responsive", derived] : [derived]
    }

    /// The flag as a person would look it up: `-l/--json-log-file`, or `--reply-limit` where there is no short one.
    var flagName: String {
        let long = longNames.prefix(1).map { "--\($0)" }
        return (definition.short.map { ["-\($0)"] + long } ?? long).joined(separator: "/")
    }

    /// The environment variable: `SENTRYPEER_REPLY_LIMIT` for `reply_limit`.
    var environmentName: String { "SENTRYPEER_" + rawValue.uppercased() }

    /// The key in the TOML file; `nil` for the one setting that says which file that is.
    var fileKey: String? { self == .configFile ? nil : rawValue }

    /// The setting that a file's key names, if any.
    init?(fileKey: String) {
        guard let key = SettingKey(rawValue: fileKey), key.fileKey != nil else { return nil }
        self = key
    }
}

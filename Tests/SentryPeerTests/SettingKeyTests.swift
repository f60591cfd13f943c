import Testing

@testable import sentrypeer

@Suite struct SettingKeyTests {
    static let fileKeys = [
        "api", "api_cert", "api_key", "api_listen", "api_rate_limit", "api_token_file", "bootstrap_node", "cert",
        "connection_limit", "database_size", "db_file", "debug",
        "dht_listen", "dht_port", "dial_plan", "hep", "hep_id", "hep_password", "idle_timeout", "ignore", "json_log",
        "json_log_addresses", "json_log_file", "json_log_style", "key", "lan_discovery", "legacy", "media_ports",
        "oauth2_audience",
        "oauth2_client_id", "oauth2_client_secret", "oauth2_client_secret_file", "oauth2_token_url", "peer_to_peer",
        "persona", "reply_limit",
        "retention_days", "sharing_budget", "sharing_feeds", "sharing_group_file", "sharing_group_reciprocity",
        "sharing_key_age_days", "sharing_lookups", "sharing_only_trusted", "sharing_port", "sharing_quorum",
        "sharing_trusted",
        "sip_disable", "sip_listen", "sip_responsive", "source_connection_limit", "synchronous",
        "syslog", "tls_listen_address", "verbose", "webhook_batch", "webhook_ca", "webhook_concurrency",
        "webhook_secret_file", "webhook_style", "webhook_url",
    ]

    static let environmentNames = [
        "SENTRYPEER_API", "SENTRYPEER_API_CERT", "SENTRYPEER_API_KEY", "SENTRYPEER_API_LISTEN",
        "SENTRYPEER_API_RATE_LIMIT",
        "SENTRYPEER_API_TOKEN_FILE", "SENTRYPEER_BOOTSTRAP_NODE", "SENTRYPEER_CERT",
        "SENTRYPEER_CONFIG_FILE", "SENTRYPEER_CONNECTION_LIMIT", "SENTRYPEER_DATABASE_SIZE", "SENTRYPEER_DB_FILE",
        "SENTRYPEER_DEBUG", "SENTRYPEER_DHT_LISTEN", "SENTRYPEER_DHT_PORT", "SENTRYPEER_DIAL_PLAN",
        "SENTRYPEER_HEP", "SENTRYPEER_HEP_ID", "SENTRYPEER_HEP_PASSWORD", "SENTRYPEER_IDLE_TIMEOUT",
        "SENTRYPEER_IGNORE",
        "SENTRYPEER_JSON_LOG", "SENTRYPEER_JSON_LOG_ADDRESSES", "SENTRYPEER_JSON_LOG_FILE",
        "SENTRYPEER_JSON_LOG_STYLE", "SENTRYPEER_KEY", "SENTRYPEER_LAN_DISCOVERY", "SENTRYPEER_LEGACY",
        "SENTRYPEER_MEDIA_PORTS",
        "SENTRYPEER_OAUTH2_AUDIENCE", "SENTRYPEER_OAUTH2_CLIENT_ID", "SENTRYPEER_OAUTH2_CLIENT_SECRET",
        "SENTRYPEER_OAUTH2_CLIENT_SECRET_FILE", "SENTRYPEER_OAUTH2_TOKEN_URL",
        "SENTRYPEER_PEER_TO_PEER", "SENTRYPEER_PERSONA",
        "SENTRYPEER_REPLY_LIMIT", "SENTRYPEER_RETENTION_DAYS", "SENTRYPEER_SHARING_BUDGET", "SENTRYPEER_SHARING_FEEDS",
        "SENTRYPEER_SHARING_GROUP_FILE", "SENTRYPEER_SHARING_GROUP_RECIPROCITY", "SENTRYPEER_SHARING_KEY_AGE_DAYS",
        "SENTRYPEER_SHARING_LOOKUPS",
        "SENTRYPEER_SHARING_ONLY_TRUSTED", "SENTRYPEER_SHARING_PORT", "SENTRYPEER_SHARING_QUORUM",
        "SENTRYPEER_SHARING_TRUSTED", "SENTRYPEER_SIP_DISABLE", "SENTRYPEER_SIP_LISTEN",
        "SENTRYPEER_SIP_RESPONSIVE", "SENTRYPEER_SOURCE_CONNECTION_LIMIT", "SENTRYPEER_SYNCHRONOUS",
        "SENTRYPEER_SYSLOG", "SENTRYPEER_TLS_LISTEN_ADDRESS", "SENTRYPEER_VERBOSE", "SENTRYPEER_WEBHOOK_BATCH",
        "SENTRYPEER_WEBHOOK_CA", "SENTRYPEER_WEBHOOK_CONCURRENCY", "SENTRYPEER_WEBHOOK_SECRET_FILE",
        "SENTRYPEER_WEBHOOK_STYLE",
        "SENTRYPEER_WEBHOOK_URL",
    ]

    @Test func everySettingHasItsKeyInTheFileSaveTheFileItself() {
        #expect(SettingKey.allCases.compactMap(\.fileKey).sorted() == Self.fileKeys)
        #expect(SettingKey(fileKey: "config_file") == nil)
    }

    @Test func everySettingHasItsVariable() {
        #expect(SettingKey.allCases.map(\.environmentName).sorted() == Self.environmentNames)
    }

    @Test func noNameStandsForTwoSettings() {
        let names = SettingKey.allCases.flatMap(\.longNames) + ["new-mode", "help", "version"]
        #expect(Set(names).count == names.count)
        let letters = SettingKey.allCases.compactMap(\.definition.short) + ["N", "h", "V"]
        #expect(String(letters.sorted()) == "NRVabcdfghijklprstvwz")
    }

    @Test(arguments: SettingKey.allCases) func everyFlagReachesItsSetting(_ key: SettingKey) throws {
        let isSwitch = key.definition.kind == .switch
        for name in key.longNames.map({ "--\($0)" }) + [key.definition.short.map { "-\($0)" }].compactMap(\.self) {
            let values = try NodeCommand.parse(isSwitch ? [name] : [name, "given"]).flags.values
            #expect(values == [key: [isSwitch ? "true" : "given"]])
        }
    }

    @Test(arguments: [
        ("reply_limt", SettingKey.replyLimit), ("reply-limit", .replyLimit), ("json_logfile", .jsonLogFile),
        ("sip_listn", .sipListen), ("responsive", nil), ("colour", nil), ("", nil),
    ])
    func nearestKeyIsSuggestedWhenItIsNear(mistyped: String, nearest: SettingKey?) {
        #expect(SettingKey.nearest(to: mistyped) == nearest)
    }
}

import Testing

@testable import sentrypeer

@Suite struct SettingKeyTests {
    static let fileKeys = [
        "api", "api_listen", "bootstrap_node", "cert", "connection_limit", "database_size", "db_file", "debug",
        "dht_port", "idle_timeout", "ignore", "json_log", "json_log_addresses", "json_log_file", "key",
        "media_ports", "oauth2_client_id", "oauth2_client_secret", "peer_to_peer", "persona", "reply_limit",
        "retention_days", "sip_disable", "sip_listen", "sip_responsive", "source_connection_limit", "synchronous",
        "syslog", "tls_listen_address", "verbose", "webhook_url",

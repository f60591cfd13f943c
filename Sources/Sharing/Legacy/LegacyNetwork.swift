/// How original nodes share: each event one value, all of them under one key of the public network.
enum LegacyNetwork {
    /// OpenDHT's `InfoHash::get("bad_actors")`: the first twenty bytes of its SHA-1.
    static let key = InfoHash(bytes: [
        0x14, 0xD3, 0x01, 0x43, 0x33, 0x0E, 0x2E, 0x0E, 0x92, 0x2E,
        0xD4, 0x02, 0x8A, 0x60, 0xFF, 0x96, 0xA5, 0x98, 0x00, 0xAD,
    ])

    /// The network that every OpenDHT node is in unless told otherwise.
    static let network: UInt32 = 0
    static let port: UInt16 = 4_222
    static let userType = "text/plain"

    /// The thirteen keys of an event, which original nodes write and want, all of them strings.
    static let keys = [
        "app_name", "app_version", "event_timestamp", "event_uuid", "created_by_node_id", "collected_method",
        "transport_type", "source_ip", "destination_ip", "called_number", "sip_method", "sip_user_agent",
        "sip_message",
    ]

    /// What stands where there is nothing.
    static let absent = "NOT_FOUND"
}

/// One sentence for each name, as Prometheus shows it.
enum MetricHelp {
    static func text(_ name: String) -> String { texts[name] ?? "Counted by a library of this program." }

    static let texts = [
        "sentrypeer_answers_held_back_total": "Answers not sent, to keep the node from being a weapon.",
        "sentrypeer_answers_sent_total": "SIP answers sent.",
        "sentrypeer_api_answers_total": "Answers of the REST API by HTTP status.",
        "sentrypeer_build_info": "Always 1; its labels tell the version.",
        "sentrypeer_calls": "Calls that are remembered now.",
        "sentrypeer_calls_started_total": "Calls that attackers started.",
        "sentrypeer_commit_duration_seconds": "Time that a batch of events took to be committed.",
        "sentrypeer_connections_rejected_total": "TCP and TLS connections over the limits.",
        "sentrypeer_connections_silent_total": "Connections that ended without a byte of SIP.",
        "sentrypeer_database_bytes": "Size of the database file and its log.",
        "sentrypeer_dht_dropped": "Values and commands that found no room on their way to or from the sharing process.",
        "sentrypeer_dht_nodes": "Nodes of the network that answered lately.",
        "sentrypeer_dht_restarts_total": "Sharing processes that died.",
        "sentrypeer_events_lost_total": "Events that a sink never took.",
        "sentrypeer_events_merged_total": "Events that were merged into others while a sink was behind.",
        "sentrypeer_events_stored_total": "Events written to the database.",
        "sentrypeer_media_bind_failures_total": "Calls without media for want of a port.",
        "sentrypeer_packets_ignored_total": "Packets from networks that are to be ignored.",
        "sentrypeer_packets_malformed_total": "Packets that are no SIP message.",
        "sentrypeer_peer_events_sent_total": "Events given to other nodes.",
        "sentrypeer_peer_events_total": "Events from other nodes by what became of them.",
        "sentrypeer_queue_depth": "Events that wait for a sink.",
        "sentrypeer_requests_retransmitted_total": "Requests that were sent again.",
        "sentrypeer_sink_failures_total": "Batches that a sink refused.",
        "sentrypeer_udp_kernel_drops_total": "Datagrams that the kernel dropped before they were read.",
        "sentrypeer_udp_replies_refused_total": "Answers that the system refused to send.",
    ]
}

/// The headings of the help.
enum SettingSection: String, CaseIterable, Sendable {
    case listening = "Listening for SIP"
    case answering = "Answering it"
    case recording = "Recording"
    case sharing = "Serving and sharing"
    case process = "The process"
}

extension SettingKey {
    var section: SettingSection {
        switch self {
        case .sipListen, .tlsListenAddress, .cert, .key, .sipDisable, .connectionLimit, .sourceConnectionLimit,
            .idleTimeout:
            .listening
        case .sipResponsive, .persona, .replyLimit, .mediaPorts, .ignore:
            .answering
        case .dbFile, .databaseSize, .retentionDays, .synchronous, .jsonLog, .jsonLogFile, .jsonLogStyle,
            .jsonLogAddresses, .syslog,
            .hep, .hepID, .hepPassword:
            .recording
        case .api, .apiListen, .apiTokenFile, .apiCert, .apiKey, .apiRateLimit, .dialPlan, .peerToPeer, .bootstrapNode,
            .dhtPort, .dhtListen, .lanDiscovery, .legacy, .sharingPort, .sharingFeeds, .sharingLookups, .sharingTrusted,
            .sharingOnlyTrusted,
            .sharingGroupFile, .sharingGroupReciprocity, .sharingQuorum, .sharingKeyAgeDays, .sharingBudget,
            .webhookURL, .oauth2ClientID,
            .oauth2ClientSecret, .oauth2ClientSecretFile, .oauth2TokenURL, .oauth2Audience, .webhookCA,
            .webhookConcurrency, .webhookBatch, .webhookStyle, .webhookSecretFile:
            .sharing
        case .configFile, .verbose, .debug:
            .process
        }
    }
}

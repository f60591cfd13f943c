import ArgumentParser

/// The command line: every setting, and the few flags that set nothing.
///
/// Use it as the only `@OptionGroup` of a command whose configuration is ``configuration``.
struct SettingFlags: ParsableArguments {
    @Flag var switches: [SettingSwitch] = []

    @Option(.sipListen) var sipListen: [String]
    @Option(.tlsListenAddress) var tlsListenAddress: [String]
    @Option(.cert) var cert: [String]
    @Option(.key) var key: [String]
    @Option(.connectionLimit) var connectionLimit: [String]
    @Option(.sourceConnectionLimit) var sourceConnectionLimit: [String]
    @Option(.idleTimeout) var idleTimeout: [String]
    @Option(.persona) var persona: [String]
    @Option(.replyLimit) var replyLimit: [String]
    @Option(.mediaPorts) var mediaPorts: [String]
    @Option(.ignore) var ignore: [String]
    @Option(.dbFile) var dbFile: [String]
    @Option(.databaseSize) var databaseSize: [String]
    @Option(.retentionDays) var retentionDays: [String]
    @Option(.synchronous) var synchronous: [String]
    @Option(.jsonLogFile) var jsonLogFile: [String]
    @Option(.jsonLogStyle) var jsonLogStyle: [String]
    @Option(.jsonLogAddresses) var jsonLogAddresses: [String]
    @Option(.hep) var hep: [String]
    @Option(.hepID) var hepID: [String]
    @Option(.hepPassword) var hepPassword: [String]
    @Option(.apiListen) var apiListen: [String]
    @Option(.apiTokenFile) var apiTokenFile: [String]
    @Option(.apiCert) var apiCert: [String]
    @Option(.apiKey) var apiKey: [String]
    @Option(.apiRateLimit) var apiRateLimit: [String]
    @Option(.dialPlan) var dialPlan: [String]
    @Option(.bootstrapNode) var bootstrapNode: [String]
    @Option(.dhtPort) var dhtPort: [String]
    @Option(.dhtListen) var dhtListen: [String]
    @Option(.lanDiscovery) var lanDiscovery: [String]
    @Option(.legacy) var legacy: [String]
    @Option(.sharingPort) var sharingPort: [String]
    @Option(.sharingFeeds) var sharingFeeds: [String]
    @Option(.sharingLookups) var sharingLookups: [String]
    @Option(.sharingTrusted) var sharingTrusted: [String]
    @Option(.sharingOnlyTrusted) var sharingOnlyTrusted: [String]
    @Option(.sharingGroupFile) var sharingGroupFile: [String]
    @Option(.sharingGroupReciprocity) var sharingGroupReciprocity: [String]
    @Option(.sharingQuorum) var sharingQuorum: [String]
    @Option(.sharingKeyAgeDays) var sharingKeyAgeDays: [String]
    @Option(.sharingBudget) var sharingBudget: [String]
    @Option(.webhookURL) var webhookURL: [String]
    @Option(.oauth2ClientID) var oauth2ClientID: [String]
    @Option(.oauth2ClientSecret) var oauth2ClientSecret: [String]
    @Option(.oauth2ClientSecretFile) var oauth2ClientSecretFile: [String]
    @Option(.oauth2TokenURL) var oauth2TokenURL: [String]
    @Option(.oauth2Audience) var oauth2Audience: [String]
    @Option(.webhookCA) var webhookCA: [String]
    @Option(.webhookConcurrency) var webhookConcurrency: [String]
    @Option(.webhookBatch) var webhookBatch: [String]
    @Option(.webhookStyle) var webhookStyle: [String]
    @Option(.webhookSecretFile) var webhookSecretFile: [String]
    @Option(.configFile) var configFile: [String]

    /// The original's way back to its older C code. There is none here, but scripts give the flag.
    @Flag(name: [.customShort("N"), .customLong("new-mode")], help: .hidden) var newMode = false
    @Flag(name: [.customShort("h"), .customLong("help")], help: .hidden) var help = false
    @Flag(name: [.customShort("V"), .customLong("version")], help: .hidden) var version = false

    /// The configuration of the command that holds these flags: help and version are theirs, not ArgumentParser's.
    static let configuration = CommandConfiguration(
        commandName: "sentrypeer",
        usage: "sentrypeer [SETTINGS]   (sentrypeer -h tells more)",
        helpNames: []
    )

    func validate() throws {
        if help { throw CleanExit.message(HelpScreen.text) }
        if version { throw CleanExit.message("sentrypeer \(Version.current)") }
    }

    /// What was given, a setting: the texts in order, and for a switch that it is on.
    var values: [SettingKey: [String]] {
        let options: [SettingKey: [String]] = [
            .sipListen: sipListen, .tlsListenAddress: tlsListenAddress, .cert: cert, .key: key,
            .connectionLimit: connectionLimit, .sourceConnectionLimit: sourceConnectionLimit,
            .idleTimeout: idleTimeout, .persona: persona, .replyLimit: replyLimit, .mediaPorts: mediaPorts,
            .ignore: ignore, .dbFile: dbFile,
            .databaseSize: databaseSize, .retentionDays: retentionDays, .synchronous: synchronous,
            .jsonLogFile: jsonLogFile, .jsonLogStyle: jsonLogStyle, .jsonLogAddresses: jsonLogAddresses,
            .hep: hep, .hepID: hepID, .hepPassword: hepPassword, .apiListen: apiListen,
            .apiTokenFile: apiTokenFile, .apiCert: apiCert, .apiKey: apiKey, .apiRateLimit: apiRateLimit,
            .dialPlan: dialPlan, .bootstrapNode: bootstrapNode, .dhtPort: dhtPort,
            .dhtListen: dhtListen, .lanDiscovery: lanDiscovery, .legacy: legacy,
            .sharingPort: sharingPort, .sharingFeeds: sharingFeeds, .sharingLookups: sharingLookups,
            .sharingTrusted: sharingTrusted, .sharingOnlyTrusted: sharingOnlyTrusted,
            .sharingGroupFile: sharingGroupFile, .sharingGroupReciprocity: sharingGroupReciprocity,
            .sharingQuorum: sharingQuorum,
            .sharingKeyAgeDays: sharingKeyAgeDays, .sharingBudget: sharingBudget,
            .webhookURL: webhookURL,
            .oauth2ClientID: oauth2ClientID, .oauth2ClientSecret: oauth2ClientSecret,
            .oauth2ClientSecretFile: oauth2ClientSecretFile, .oauth2TokenURL: oauth2TokenURL,
            .oauth2Audience: oauth2Audience, .webhookCA: webhookCA, .webhookConcurrency: webhookConcurrency,
            .webhookBatch: webhookBatch, .webhookStyle: webhookStyle, .webhookSecretFile: webhookSecretFile,
            .configFile: configFile,
        ]
        return switches.reduce(into: options.filter { !$0.value.isEmpty }) { values, given in
            values[given.key] = [SettingLayers.on]
        }
    }
}

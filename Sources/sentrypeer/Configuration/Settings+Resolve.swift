import Delivery
import Events
import Honeypot
import Store
import WebAPI

extension Settings {
    /// The settings that a command line, an environment and the file that they point to come to.
    ///
    /// - Parameters:
    ///   - arguments: ``SettingFlags/values``.
    ///   - environment: the variables of ``SettingKey/environmentName``, and `HOME`.
    ///   - readFile: the text of the file at a path.
    static func resolve(
        arguments: [SettingKey: [String]],
        environment: [String: String],
        readFile: (String) throws(FileText.Fault) -> String = FileText.read
    ) throws(ConfigurationError) -> Settings {
        var layers = SettingLayers(arguments: arguments, environment: environment)
        var tables: [WebhookTable] = []
        if let file = try file(layers[.configFile], home: environment["HOME"], readFile: readFile) {
            layers.append(
                try ConfigurationFile.values(in: file.text, path: file.path),
                from: .file(path: file.path)
            )
            tables = try ConfigurationFile.webhooks(in: file.text, path: file.path)
        }
        layers.appendCredentials(in: environment["CREDENTIALS_DIRECTORY"], readFile: readFile)
        return try Settings(layers, tables, readFile: readFile)
    }

    /// The file to read. Only one that somebody named has to be there: the default lies in a home directory, which a
    /// container's user may lack or be kept out of.
    private static func file(
        _ setting: SettingValue,
        home: String?,
        readFile: (String) throws(FileText.Fault) -> String
    ) throws(ConfigurationError) -> (path: String, text: String)? {
        var path = try setting.text()
        if setting.isStandard {
            guard let home, !home.isEmpty else { return nil }
            path = home + path.dropFirst("~".count)
        }
        do {
            return (path, try readFile(path))
        } catch {
            switch error {
            case .absent where setting.isStandard: return nil
            case .absent(let reason), .unreadable(let reason):
                throw .unreadableFile(setting.origin, path: path, reason: reason)
            }
        }
    }

    private static func webhooks(
        _ layers: SettingLayers, _ tables: [WebhookTable], readFile: (String) throws(FileText.Fault) -> String
    ) throws(ConfigurationError) -> [WebhookConfiguration] {
        var webhooks = [try WebhookConfiguration(layers, readFile: readFile)].compactMap(\.self)
        for table in tables {
            guard !webhooks.contains(where: { $0.name == table.name }) else {
                throw .badWebhook(path: table.path, number: table.number, reason: "another one has its name")
            }
            if let webhook = try WebhookConfiguration(table, readFile: readFile) { webhooks.append(webhook) }
        }
        return webhooks
    }

    private init(
        _ layers: SettingLayers, _ tables: [WebhookTable], readFile: (String) throws(FileText.Fault) -> String
    ) throws(ConfigurationError) {
        sipEnabled = !layers[.sipDisable].isOn
        sipListen = try layers[.sipListen].listenAddresses()
        sipListenIsDefault = layers[.sipListen].isStandard
        tlsListen = try layers[.tlsListenAddress].listenAddress()
        let identity = try layers.pair(.cert, .key)
        certificateFile = identity?.0
        keyFile = identity?.1
        connectionLimit = try layers[.connectionLimit].number(in: 1...1_000_000)
        sourceConnectionLimit = try layers[.sourceConnectionLimit].number(in: 1...1_000_000)
        idleTimeout = .seconds(try layers[.idleTimeout].number(in: 1...86_400))

        responsive = layers[.sipResponsive].isOn
        persona = try layers[.persona].persona(readFile: readFile)
        replyLimit = try layers[.replyLimit].number(in: 0...1_000_000_000)
        mediaPorts = try layers[.mediaPorts].portRange(in: 1_024...65_535)
        ignore = try layers[.ignore].networks()

        databaseFile = try layers[.dbFile].text()
        databaseSizeLimit = try layers[.databaseSize].sizeLimit()
        let days = try layers[.retentionDays].number(in: 0...36_500)
        retentionDays = days == 0 ? nil : days
        synchronous = try layers[.synchronous].choice(EventStore.Synchronous.self)
        let logFile = try layers[.jsonLogFile].text()
        jsonLogFile = layers[.jsonLog].isOn ? logFile : nil
        jsonLogStyle = try layers[.jsonLogStyle].choice(EventEncoder.Style.self)
        jsonLogAddresses = try layers[.jsonLogAddresses].choice(EventJSONEncoder.Addresses.self)
        syslog = layers[.syslog].isOn
        let agent = UInt32(clamping: try layers[.hepID].number(in: 0...Int(UInt32.max)))
        let password = try layers[.hepPassword].password(atMost: HEPEncoder.longestPassword)
        hep = try layers[.hep].collector().map { HEP(collector: $0, agent: agent, password: password) }

        let apiAddress = try layers[.apiListen].listenAddress()
        apiListen = layers[.api].isOn ? apiAddress : nil
        apiTokens = try layers[.apiTokenFile].textFile(readFile: readFile)
        apiIdentity = try layers.pair(.apiCert, .apiKey).map(WebAPI.IdentityFiles.init)
        apiRateLimit = try layers[.apiRateLimit].number(in: 0...1_000_000_000)
        dialPlan = try layers[.dialPlan].dialPlan()
        peerToPeer = layers[.peerToPeer].isOn
        bootstrapNodes = try layers[.bootstrapNode].nodeAddresses()
        dhtPort = try layers[.dhtPort].number(in: 0...65_535)
        legacy = try layers[.legacy].truth()
        sharing = try SharingSettings(layers)
        webhooks = try Self.webhooks(layers, tables, readFile: readFile)

        verbose = layers[.verbose].isOn
        debug = layers[.debug].isOn
    }
}

extension SettingLayers {
    /// Two settings that are worth nothing one without the other.
    fileprivate func pair(_ first: SettingKey, _ second: SettingKey) throws(ConfigurationError) -> (String, String)? {
        switch (try self[first].optionalText(), try self[second].optionalText()) {
        case (let first?, let second?): (first, second)
        case (nil, nil): nil
        case (_?, nil): throw .incompletePair(self[first].origin, missing: second)
        case (nil, _?): throw .incompletePair(self[second].origin, missing: first)
        }
    }
}

import Delivery
import Events

extension WebhookConfiguration {
    /// What flags, environment and file say; nil when nobody wants a webhook.
    init?(
        _ layers: SettingLayers, named name: String = WebhookTable.key,
        readFile: (String) throws(FileText.Fault) -> String
    ) throws(ConfigurationError) {
        let url = try layers[.webhookURL].url()
        let authority = try layers[.webhookCA].textFile(readFile: readFile)
        let concurrency = try layers[.webhookConcurrency].number(in: 1...256)
        let batch = try layers[.webhookBatch].number(in: 1...1_000)
        let style = try layers[.webhookStyle].choice(EventEncoder.Style.self)
        let secret = try layers[.webhookSecretFile].secret(readFile: readFile)
        let credentials = try layers.clientCredentials(readFile: readFile)
        guard let url else { return nil }
        self.init(name: name, url: url, version: Version.current)
        self.authority = authority?.text
        requestLimit = concurrency
        batchSize = batch
        self.style = style
        signingSecret = secret
        self.credentials = credentials
    }

    /// - Parameter table: of a file. Nothing that other places say counts for it.
    init?(
        _ table: WebhookTable, readFile: (String) throws(FileText.Fault) -> String
    ) throws(ConfigurationError) {
        var layers = SettingLayers(arguments: [:], environment: [:])
        layers.append(table.values, from: .file(path: "\(table.path), [[webhook]] number \(table.number)"))
        try self.init(layers, named: table.name, readFile: readFile)
        headers = table.headers
        filter = WebhookFilter(methods: table.methods, transports: table.transports, countries: table.countries)
    }
}

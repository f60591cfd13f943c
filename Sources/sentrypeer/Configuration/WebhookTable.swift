import SIP
import TOMLKit
import Telephony

/// One `[[webhook]]` of a file: the settings of a webhook under shorter keys, its headers, and which events it is for.
struct WebhookTable {
    static let key = "webhook"

    private static let settings: [String: SettingKey] = [
        "url": .webhookURL, "ca": .webhookCA, "concurrency": .webhookConcurrency, "batch": .webhookBatch,
        "style": .webhookStyle, "secret_file": .webhookSecretFile, "oauth2_client_id": .oauth2ClientID,
        "oauth2_client_secret": .oauth2ClientSecret, "oauth2_client_secret_file": .oauth2ClientSecretFile,
        "oauth2_token_url": .oauth2TokenURL, "oauth2_audience": .oauth2Audience,
    ]

    let path: String
    let number: Int
    let name: String
    let values: [SettingKey: [String]]
    private(set) var headers: [String: String] = [:]
    private(set) var methods: Set<SIPMethod> = []
    private(set) var transports: Set<SIPTransport> = []
    private(set) var countries: Set<Country> = []

    init(_ table: TOMLTable, path: String, number: Int) throws(ConfigurationError) {
        func fault(_ reason: String) -> ConfigurationError { .badWebhook(path: path, number: number, reason: reason) }
        self.path = path
        self.number = number
        guard let name = table["name"]?.string, Self.isName(name), name != Self.key else {
            throw fault("it needs a name of letters, digits and dashes, other than \"\(Self.key)\"")
        }
        self.name = name
        var values: [SettingKey: [String]] = [:]
        for key in table.keys.sorted() {
            guard let value = table[key] else { continue }
            if let setting = Self.settings[key] {
                guard let texts = setting.definition.kind.texts(of: value) else {
                    throw fault("\(key) must be \(setting.definition.kind.fileType), not \(value.typeName)")
                }
                values[setting] = texts
            } else if !["name", "headers", "methods", "transports", "countries"].contains(key) {
                throw fault("there is no setting \"\(key)\"")
            }
        }
        self.values = values
        guard values[.webhookURL] != nil else { throw fault("it needs a url") }
        for text in try Self.list("methods", in: table, fault) {
            guard let method = SIPMethod.allCases.first(where: { $0.name?.description == text.uppercased() }) else {
                throw fault("methods: \"\(text)\" is not a SIP method")
            }
            methods.insert(method)
        }
        for text in try Self.list("transports", in: table, fault) {
            guard let transport = SIPTransport.allCases.first(where: { $0.name.description == text.uppercased() })
            else {
                throw fault("transports: \"\(text)\" is not UDP, TCP or TLS")
            }
            transports.insert(transport)
        }
        for text in try Self.list("countries", in: table, fault) {
            guard let country = Country(text.uppercased()) else {
                throw fault("countries: \"\(text)\" is not a country's two letters")
            }
            countries.insert(country)
        }
        if let value = table["headers"] {
            guard let table = value.table else { throw fault("headers must be a table, not \(value.typeName)") }
            for name in table.keys {
                guard Self.isHeaderName(name), let text = table[name]?.string, Self.isHeaderValue(text) else {
                    throw fault("headers: \"\(name)\" is not a header of HTTP with a string")
                }
                headers[name] = text
            }
        }
    }

    private static func list(
        _ key: String, in table: TOMLTable, _ fault: (String) -> ConfigurationError
    ) throws(ConfigurationError) -> [String] {
        guard let value = table[key] else { return [] }
        guard let texts = SettingDefinition.Kind.list.texts(of: value) else {
            throw fault("\(key) must be \(SettingDefinition.Kind.list.fileType), not \(value.typeName)")
        }
        return texts
    }

    private static func isName(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }

    /// RFC 9110 §5.1; not those that say where the body ends.
    private static func isHeaderName(_ text: String) -> Bool {
        let isToken = text.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+-.^_`|~".contains($0))
        }
        return isToken && !text.isEmpty
            && !["host", "content-length", "transfer-encoding", "connection"].contains(text.lowercased())
    }

    /// RFC 9110 §5.5.
    private static func isHeaderValue(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }
    }
}

import Delivery

extension SettingLayers {
    /// The files that systemd keeps for the service under the names of secrets (`LoadCredential=`), as values of the
    /// settings that name such files.
    /// - Parameter directory: `CREDENTIALS_DIRECTORY`.
    mutating func appendCredentials(
        in directory: String?, readFile: (String) throws(FileText.Fault) -> String
    ) {
        guard let directory, !directory.isEmpty else { return }
        let files = [
            SettingKey.oauth2ClientSecretFile: "\(directory)/oauth2_client_secret",
            .webhookSecretFile: "\(directory)/webhook_secret",
        ]
        append(files.filter { (try? readFile($0.value)) != nil }.mapValues { [$0] }, from: .file(path: directory))
    }

    /// The secret itself where it was given, else that of the file.
    func clientCredentials(
        readFile: (String) throws(FileText.Fault) -> String
    ) throws(ConfigurationError) -> ClientCredentials? {
        let id = try self[.oauth2ClientID].optionalText()
        let given = try self[.oauth2ClientSecret].optionalText().map { Secret($0) }
        let filed = given == nil ? try self[.oauth2ClientSecretFile].secret(readFile: readFile) : nil
        guard let tokenURL = try self[.oauth2TokenURL].url() else { return nil }
        let audience = try self[.oauth2Audience].text()
        switch (id, given ?? filed) {
        case (let id?, let secret?):
            return ClientCredentials(id: id, secret: secret, tokenURL: tokenURL, audience: audience)
        case (nil, nil): return nil
        case (_?, nil): throw .incompletePair(self[.oauth2ClientID].origin, missing: .oauth2ClientSecret)
        case (nil, _?):
            let key: SettingKey = given == nil ? .oauth2ClientSecretFile : .oauth2ClientSecret
            throw .incompletePair(self[key].origin, missing: .oauth2ClientID)
        }
    }
}

extension SettingValue {
    /// The text of a file without the line break at its end; `nil` when nobody named one.
    func secret(readFile: (String) throws(FileText.Fault) -> String) throws(ConfigurationError) -> Secret? {
        guard var text = try textFile(readFile: readFile)?.text else { return nil }
        while text.last?.isNewline ?? false { text.removeLast() }
        guard !text.isEmpty else { throw .empty(origin) }
        return Secret(text)
    }
}

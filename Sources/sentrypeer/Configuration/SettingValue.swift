/// What was written for one setting, not yet judged: the texts and where they stand.
///
/// Each accessor reads the texts as one type and throws the error that names their origin.
struct SettingValue: Sendable {
    let origin: SettingOrigin
    let texts: [String]

    /// Nobody gave a value.
    var isStandard: Bool { origin.source == .standard }

    var isOn: Bool { texts.last == SettingLayers.on }

    /// The one text. A flag given twice counts as given last, so that a script can append to a command line.
    func text() throws(ConfigurationError) -> String {
        guard let text = texts.last, !text.isEmpty else { throw .empty(origin) }
        return text
    }

    /// The text of a setting that has no default; `nil` when nobody gave one.
    func optionalText() throws(ConfigurationError) -> String? {
        texts.isEmpty ? nil : try text()
    }

    /// The text of a setting that nobody may read, and that no error repeats.
    func password(atMost limit: Int) throws(ConfigurationError) -> String? {
        guard let text = try optionalText() else { return nil }
        guard text.utf8.count <= limit else { throw .longPassword(origin, limit: limit) }
        return text
    }

    /// A file that the setting names, read; `nil` when nobody named one.
    func textFile(
        readFile: (String) throws(FileText.Fault) -> String
    ) throws(ConfigurationError) -> Settings.TextFile? {
        guard let path = try optionalText() else { return nil }
        do throws(FileText.Fault) {
            return Settings.TextFile(path: path, text: try readFile(path))
        } catch {
            switch error {
            case .absent(let reason), .unreadable(let reason):
                throw .unreadableFile(origin, path: path, reason: reason)
            }
        }
    }

    func number(in range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
        let text = try text()
        guard let number = Int(text), range.contains(number) else {
            throw .badNumber(origin, text: text, range: range)
        }
        return number
    }

    /// A limit in bytes; `nil` for 0, which stands for no limit. Less than 1 MiB is refused: `8` was meant to be `8G`.
    func sizeLimit() throws(ConfigurationError) -> Int? {
        let text = try text()
        guard let size = ByteSize(text), size.bytes == 0 || size.bytes >= 1 << 20 else {
            throw .badSize(origin, text: text)
        }
        return size.bytes == 0 ? nil : size.bytes
    }

    func choice<Choice>(_: Choice.Type) throws(ConfigurationError) -> Choice
    where Choice: RawRepresentable<String> & CaseIterable {
        let text = try text()
        guard let choice = Choice(rawValue: text) else {
            throw .badChoice(origin, text: text, choices: Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    func truth() throws(ConfigurationError) -> Bool {
        let text = try text()
        guard let truth = Bool(text) else { throw .badChoice(origin, text: text, choices: ["true", "false"]) }
        return truth
    }

    func url() throws(ConfigurationError) -> String? {
        guard let text = try optionalText() else { return nil }
        guard let start = ["https://", "http://"].first(where: text.lowercased().hasPrefix),
            let host = text.dropFirst(start.count).first, host.isLetter || host.isNumber || host == "[",
            text.utf8.allSatisfy({ $0 > UInt8(ascii: " ") && $0 < 0x7F }),
            // A name and a password in it would neither be sent nor kept secret.
            !text.dropFirst(start.count).prefix(while: { $0 != "/" && $0 != "?" && $0 != "#" }).utf8.contains(
                UInt8(ascii: "@"))
        else { throw .badURL(origin, text: text) }
        return text
    }
}

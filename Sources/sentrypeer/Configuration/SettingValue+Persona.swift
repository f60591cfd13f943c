import Honeypot

extension SettingValue {
    /// A built-in persona by its name, `random`, or one that a file describes.
    func persona(
        readFile: (String) throws(FileText.Fault) -> String
    ) throws(ConfigurationError) -> PersonaChoice {
        let name = try text()
        if let choice = PersonaChoice(name: name) { return choice }
        let file: String
        do throws(FileText.Fault) {
            file = try readFile(name)
        } catch {
            switch error {
            // A mistyped name is more likely than a file without a path.
            case .absent where !name.utf8.contains(UInt8(ascii: "/")): throw .unknownPersona(origin, text: name)
            case .absent(let reason), .unreadable(let reason):
                throw .unreadableFile(origin, path: name, reason: reason)
            }
        }
        do throws(PersonaError) {
            return .custom(try Persona(text: file, file: name))
        } catch {
            throw .badPersona(origin, error)
        }
    }
}

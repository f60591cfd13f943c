/// The personas that the program brings with it.
public enum BuiltInPersona: String, CaseIterable, Sendable {
    case freepbx, asterisk, kamailio, cisco, ata

    /// Its file's text.
    var text: String {
        let bytes =
            switch self {
            case .freepbx: PackageResources.freepbx_toml
            case .asterisk: PackageResources.asterisk_toml
            case .kamailio: PackageResources.kamailio_toml
            case .cisco: PackageResources.cisco_toml
            case .ata: PackageResources.ata_toml
            }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// - Throws: never for a file that the tests have seen.
    func persona() throws(PersonaError) -> Persona {
        try Persona(text: text, file: "\(rawValue).toml", name: rawValue)
    }
}

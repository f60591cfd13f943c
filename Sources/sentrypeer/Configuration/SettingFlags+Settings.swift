import CProgram
import Glibc

extension SettingFlags {
    /// The settings of this process: these flags, its environment, and the file they point to.
    func settings() throws(ConfigurationError) -> Settings {
        try .ofProcess(arguments: values)
    }
}

extension Settings {
    /// The settings that a command line, this process's environment and the file that they point to come to. Secrets
    /// on the command line don't show in the list of processes from here on.
    static func ofProcess(arguments: [SettingKey: [String]]) throws(ConfigurationError) -> Settings {
        for key in [SettingKey.oauth2ClientSecret, .hepPassword] {
            for secret in arguments[key] ?? [] { program_hide_argument(secret) }
        }
        let names = SettingKey.allCases.map(\.environmentName) + ["HOME", "CREDENTIALS_DIRECTORY"]
        let environment = names.reduce(into: [String: String]()) { environment, name in
            environment[name] = getenv(name).map { String(cString: $0) }
        }
        return try resolve(arguments: arguments, environment: environment)
    }
}

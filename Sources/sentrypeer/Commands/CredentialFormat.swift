import ArgumentParser
import Events
import Store

/// How credentials are written.
enum CredentialFormat: String, CaseIterable, ExpressibleByArgument {
    case hashcat, json, csv

    /// What stands in front of the first.
    var head: String? {
        self == .csv ? CSVLine(CredentialColumns.names).text : nil
    }

    /// A line with its end; nil for what the format has no line for.
    func line(of stored: StoredCredential) -> String? {
        switch self {
        case .hashcat:
            stored.credentials
                .hashcatLine(method: stored.method, server: stored.destination, client: stored.source)
                .map { $0 + "\n" }
        case .json: json(stored)
        case .csv: CSVLine(CredentialColumns(stored).values.map { $0.text }).text
        }
    }

    private func json(_ stored: StoredCredential) -> String {
        var object = JSONObject()
        for (name, value) in zip(CredentialColumns.names, CredentialColumns(stored).values) {
            object.add(name, value)
        }
        return object.text + "\n"
    }
}

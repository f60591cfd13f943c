import ArgumentParser
import Events
import Store
import Telephony

/// Numbers for a person, a line each under a line of headings.
enum NumberTable {
    /// What a line is.
    enum Kind: String, CaseIterable, ExpressibleByArgument {
        /// What was dialled.
        case form
        /// The number behind it, in all its forms.
        case e164
    }

    static func head(of kind: Kind) -> String {
        switch kind {
        case .form: form("LAST SEEN (UTC)", "DIALLED", "NUMBER", "CC", "ATTEMPTS", "SOURCES")
        case .e164: target("LAST SEEN (UTC)", "NUMBER", "CC", "ATTEMPTS", "SOURCES", "FORMS")
        }
    }

    static func line(_ row: StoredForm) -> String {
        let number = row.reading?.e164
        return form(
            time(row.lastSeen), TextBlock.value(row.calledNumber), number?.description ?? "-",
            number?.country?.description ?? "-", "\(row.attempts)", "\(row.sources)")
    }

    static func line(_ row: StoredTarget) -> String {
        target(
            time(row.lastSeen), row.e164.description, row.e164.country?.description ?? "-", "\(row.attempts)",
            "\(row.sources)", "\(row.forms)")
    }

    private static func form(
        _ time: String, _ dialled: String, _ number: String, _ country: String, _ attempts: String, _ sources: String
    ) -> String {
        left(time, 21) + left(dialled, 21) + left(number, 17) + left(country, 3) + right(attempts, 9)
            + right(sources, 8) + "\n"
    }

    private static func target(
        _ time: String, _ number: String, _ country: String, _ attempts: String, _ sources: String, _ forms: String
    ) -> String {
        left(time, 21) + left(number, 17) + left(country, 3) + right(attempts, 9) + right(sources, 8)
            + right(forms, 6) + "\n"
    }

    private static func time(_ time: Timestamp) -> String { String(time.description.prefix(19)) }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }
}

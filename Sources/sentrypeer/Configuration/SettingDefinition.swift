/// What the command line, the help and the readers have to know about a setting besides its key.
struct SettingDefinition: Sendable {
    enum Kind: Sendable {
        /// On or off; the flag takes no value.
        case `switch`
        /// `true` or `false`; the flag takes it as its value.
        case truth
        /// One text, judged by whoever reads it.
        case text
        /// Any number of texts: a repeated flag, commas in the environment, an array in the file.
        case list
        /// A whole number.
        case number
        /// A number of bytes as ``ByteSize`` reads it.
        case size
    }

    let kind: Kind
    let short: Character?
    /// What stands for the value in the help; empty for a switch.
    let valueName: String
    /// One line for the help.
    let meaning: String
    /// The value when nobody gives one, written and read like any other; `nil` when there is none.
    let standard: String?
    /// Whether `-h` shows it: what has a letter, and what else people reach for first. `help settings` shows all.
    let isCommon: Bool

    init(
        _ kind: Kind = .text,
        _ valueName: String = "",
        short: Character? = nil,
        _ meaning: String,
        standard: String? = nil,
        isCommon: Bool = false
    ) {
        self.kind = kind
        self.short = short
        self.valueName = valueName
        self.meaning = meaning
        self.standard = standard
        self.isCommon = isCommon || short != nil
    }
}

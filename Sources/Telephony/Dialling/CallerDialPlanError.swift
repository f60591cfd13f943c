/// Why a text is no dial plan.
public enum CallerDialPlanError: Error, Hashable, Sendable {
    case unknownCountry(String)
    /// An international prefix or an outside line.
    case notDigits(String)
}

extension CallerDialPlanError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownCountry(let text):
            "\"\(text)\" is no country: a dial plan begins with two letters, such as GB or US:011:9"
        case .notDigits(let text): "\"\(text)\" cannot be dialled: a prefix in a dial plan is one to eight digits"
        }
    }
}

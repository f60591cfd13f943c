import Store
import Telephony

/// What the database says about a subject.
enum LookupFinding {
    /// The first forms and sources, and one more of each where there are more than were asked for.
    case number(NumberFinding, forms: [StoredForm], sources: [StoredTotal])
    case address(StoredTotal)
    /// The forms that end in the digits; not empty.
    case ending([StoredForm])
    case notFound
    /// An emergency or service number.
    case service

    var isFound: Bool {
        switch self {
        case .number, .address, .ending: true
        case .notFound, .service: false
        }
    }

    /// - Parameter limit: forms and sources at most, but for the one that tells of more.
    init(
        _ subject: LookupSubject, in reader: EventReader, plan: CallerDialPlan?, limit: Int
    ) throws(StoreError) {
        switch subject {
        case .address(let address):
            self = try reader.addressLookup()(address.description).map { .address($0) } ?? .notFound
        case .ending(let digits):
            let forms = try reader.forms(endingIn: digits, limit: limit + 1)
            self = forms.isEmpty ? .notFound : .ending(forms)
        case .number(let text):
            switch try reader.numberLookup(for: plan)(text) {
            case .service: self = .service
            case .notFound: self = .notFound
            case .found(let finding): self = try .init(finding, in: reader, limit: limit)
            }
        }
    }

    private init(_ finding: NumberFinding, in reader: EventReader, limit: Int) throws(StoreError) {
        if let target = finding.target {
            self = .number(
                finding, forms: try reader.forms(of: target.e164, limit: limit + 1),
                sources: try reader.sources(of: target, limit: limit + 1))
        } else if let form = finding.form {
            self = .number(finding, forms: [form], sources: try reader.sources(of: form, limit: limit + 1))
        } else {
            self = .notFound
        }
    }
}

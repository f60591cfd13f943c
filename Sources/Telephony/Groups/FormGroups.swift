/// The groups of the forms that were dialled of late, so that each new form is read together with what was dialled for
/// the same target before. Memory is bounded: when half of it has filled up, the half that filled up before is forgotten.
/// A group that is not remembered is loaded from where its forms are kept.
///
/// A group that is full divides by the digit in front of those that its forms share, unless these are a target: so many
/// targets with one ending part, and the forms of one stay together.
public struct FormGroups: Sendable {
    /// A form with what it meant when it was read last.
    public struct Member: Sendable {
        /// The caller's name for it.
        public let id: Int64
        public let form: DialString
        /// Nil when it has not been read yet.
        public internal(set) var reading: DialledNumber?

        public init(id: Int64, form: DialString, reading: DialledNumber?) {
            self.id = id
            self.form = form
            self.reading = reading
        }
    }

    public typealias Change = (id: Int64, reading: DialledNumber)

    /// At most so many groups and forms are remembered, in some 4 MB.
    public static let maximumGroups = 4096
    public static let maximumForms = 32_768
    /// Forms that are read together, which is as many as are worth loading.
    public static let formsOfGroup = 64

    private typealias Groups = [DialEnding: RememberedGroup]
    private var recent: Groups = [:]
    private var earlier: Groups = [:]
    private var recentForms = 0

    public init() {}

    /// What a form that was dialled means, and what earlier ones mean now.
    ///
    /// - Parameter load: gives the forms with these tails that were noted before, at most `formsOfGroup`.
    /// - Returns: the form's reading, and other forms of its group that now have another number, another prefix, or a
    ///   confidence that moved by ten.
    public mutating func note<Failure: Error>(
        _ form: DialString, as id: Int64, loading load: (ClosedRange<Int64>) throws(Failure) -> [Member]
    ) throws(Failure) -> (reading: DialledNumber, changes: [Change]) {
        guard form.count >= FormGroup.sharedDigits else { return (DialledNumber(form), []) }
        var ending = form.packed.ending(FormGroup.sharedDigits)
        while true {
            var place = place(of: ending)
            if place == nil {
                let members = try load(form.suffix(ending.length).tails)
                place = remember(RememberedGroup(ending, loaded: members))
            }
            guard let place else { return (DialledNumber(form), []) }
            switch recent.values[place].note(form, as: id) {
            case .read(let reading): return (reading, [])
            case .added(let reading, let changes):
                recentForms += 1
                makeRoom()
                return (reading, changes)
            case .inBranch: break
            case .divided(let branches):
                recentForms -= Self.formsOfGroup
                for branch in branches { _ = remember(branch) }
            }
            if form.count > ending.length { ending = form.packed.ending(ending.length + 1) }
        }
    }

    /// For who has no other memory of forms.
    public mutating func note(_ form: DialString) -> DialledNumber {
        note(form, as: 0) { _ in [] }.reading
    }

    var groupCount: Int { recent.count + earlier.count }

    var formCount: Int { [recent, earlier].reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.count } } }

    private mutating func place(of ending: DialEnding) -> Groups.Index? {
        if let place = recent.index(forKey: ending) { return place }
        return earlier.removeValue(forKey: ending).flatMap { remember($0) }
    }

    private mutating func remember(_ group: RememberedGroup) -> Groups.Index? {
        makeRoom()
        recentForms += group.count
        recent[group.ending] = group
        return recent.index(forKey: group.ending)
    }

    /// For one more group.
    private mutating func makeRoom() {
        if recent.count >= Self.maximumGroups / 2 || recentForms > Self.maximumForms / 2 - Self.formsOfGroup {
            (earlier, recent, recentForms) = (recent, [:], 0)
        }
    }
}

/// A group's forms with their readings, as long as it has room for all of them.
struct RememberedGroup: Sendable {
    enum Outcome {
        /// The form was here already, or has no place here.
        case read(DialledNumber)
        /// With those of others that changed.
        case added(DialledNumber, [FormGroups.Change])
        /// The form belongs to a branch: a group that shares one digit more.
        case inBranch
        /// From now on all forms belong to these branches.
        case divided([RememberedGroup])
    }

    /// The digits that the forms share.
    let ending: DialEnding
    /// What they have in common.
    private var endings = SharedEndings()
    private var members: [FormGroups.Member]
    /// How many forms were read together last.
    private var settled = 0
    private var isDivided = false

    /// Up to so many forms are read together again with each new one.
    private static let alwaysSettled = 8

    init(_ ending: DialEnding, _ members: [FormGroups.Member]) {
        self.ending = ending
        self.members = members
    }

    /// From where the forms are kept. When as many were loaded as may be there are more of them: if they divide, those of
    /// each branch are loaded on their own.
    init(_ ending: DialEnding, loaded members: [FormGroups.Member]) {
        self.init(ending, Array(members.prefix(FormGroups.formsOfGroup)))
        _ = divide()
    }

    var count: Int { members.count }

    private var isFull: Bool { members.count >= FormGroups.formsOfGroup }

    mutating func note(_ form: DialString, as id: Int64) -> Outcome {
        let place = members.indices.first { members[$0].form == form && members[$0].id == id }
        if let place, let reading = members[place].reading { return .read(reading) }
        if isDivided, form.count > ending.length { return .inBranch }
        if isFull {
            let branches = divide()
            if isDivided { return .divided(branches) }
        }
        guard !isFull, !isDivided else { return .read(endings.reading(of: FormCosts(form))) }
        return add(form, as: id, at: place)
    }

    /// - Parameter place: where the form is already, if it has not been read yet.
    private mutating func add(_ form: DialString, as id: Int64, at place: Int?) -> Outcome {
        let own = place ?? members.count
        if place == nil { members.append(FormGroups.Member(id: id, form: form, reading: nil)) }
        // The more forms there are the less another one changes, the least when it means what others do.
        if settled >= Self.alwaysSettled {
            let reading = endings.reading(of: FormCosts(form))
            members[own].reading = reading
            let isExpected = reading.confidence >= 90 && endings.hasTarget(reading.e164)
            guard members.count >= settled + settled / (isExpected ? 2 : 8) else { return .added(reading, []) }
        }
        let changes = settle()
        return .added(members[own].reading ?? DialledNumber(form), changes.filter { $0.id != id })
    }

    private mutating func settle() -> [FormGroups.Change] {
        let costs = readTogether()
        var changes: [FormGroups.Change] = []
        for place in members.indices {
            let reading = endings.reading(of: costs[place])
            if let earlier = members[place].reading, earlier.isNearly(reading) { continue }
            members[place].reading = reading
            changes.append((members[place].id, reading))
        }
        return changes
    }

    private mutating func readTogether() -> [FormCosts] {
        settled = members.count
        let costs = members.map { FormCosts($0.form) }
        endings = FormTree(costs, sharing: ending.length).settled()
        return costs
    }

    /// From now on the forms of a full group belong to its branches, which are given, and those of these. Not when the
    /// shared ending is a target: then more forms than this do not tell more, and branches would only part its prefixes.
    private mutating func divide() -> [RememberedGroup] {
        guard isFull, ending.length < E164.maximumDigits else { return [] }
        if settled < members.count { _ = readTogether() }
        guard !endings.hasTarget(ofLength: ending.length) else { return [] }
        let longer = members.filter { $0.form.count > ending.length }
        (members, endings, isDivided) = ([], SharedEndings(), true)
        return Dictionary(grouping: longer) { $0.form.packed.ending(ending.length + 1) }.flatMap { ending, members in
            var branch = RememberedGroup(ending, members)
            let further = branch.divide()
            return [branch] + further
        }
    }
}

extension DialledNumber {
    /// Whether it says the same, about as surely.
    func isNearly(_ other: DialledNumber) -> Bool {
        e164 == other.e164 && prefix == other.prefix && abs(confidence - other.confidence) < 10
    }
}

/// Forms that share their last digits, read together: what they have in common is the number, and what changes in front
/// of it is prefixes.
public enum FormGroup {
    /// Forms that share fewer last digits have nothing to do with each other.
    public static let sharedDigits = Candidates.shortest

    /// The reading of each form, in their order, on which nothing else depends. Forms that do not share their last seven
    /// digits are read apart.
    public static func settle(_ forms: [DialString]) -> [DialledNumber] {
        var readings = forms.map { DialledNumber($0) }
        let long = forms.indices.filter { forms[$0].count >= sharedDigits }
        for places in Dictionary(grouping: long, by: { forms[$0].packed.ending(sharedDigits) }).values {
            let group = places.map { FormCosts(forms[$0]) }
            let endings = FormTree(group, sharing: sharedDigits).settled()
            for (place, costs) in zip(places, group) { readings[place] = endings.reading(of: costs) }
        }
        return readings
    }
}

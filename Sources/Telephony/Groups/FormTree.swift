#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Forms as a tree of their endings: those that have one more last digit in common are a branch. The ending of a branch
/// may be a target: its bits are paid once, and each form of the branch then pays for its prefix only. Which targets
/// together cost least is known when the costs have been added up from the leaves to the root.
///
/// A target within another takes some forms from it, and to say which takes bits as well: so it needs better reasons the
/// more forms the other has. Of sixty prefixes a few always have their last digits in common.
struct FormTree {
    /// Two forms or more that share their last `length` digits.
    private struct Branch {
        let length: Int
        /// One of its forms.
        let form: Int
        /// Bits of its forms, by the length of the target that they share, when this ending is none.
        var without = BitsByLength(repeating: 0)
        /// When it is one.
        var with = BitsByLength(repeating: .infinity)
        /// Where the branches end that belong to it.
        var end = 0
    }

    private let forms: [FormCosts]
    /// Places of the forms by their endings, so that those of a branch are neighbours.
    private let order: [Int]
    private var branches: [Branch] = []
    /// Logarithms of the factorials.
    private var factorialBits: [Float] = [0]

    /// - Parameter length: how many last digits all forms share.
    init(_ forms: [FormCosts], sharing length: Int) {
        self.forms = forms
        guard forms.count > 1 else {
            order = []
            return
        }
        order = forms.indices.sorted { forms[$0].form.precedes(forms[$1].form) }
        for count in forms.indices { factorialBits.append(factorialBits[count] + log2f(Float(count + 1))) }
        _ = grow(order.indices, length: length, above: BitsByLength(repeating: 0))
    }

    /// The least bits of forms that share `length` digits, by the length of a target that they share already.
    /// - Parameter above: how many forms share the target.
    private mutating func grow(_ range: Range<Int>, length: Int, above: BitsByLength) -> BitsByLength {
        guard range.count > 1 else { return leaf(forms[order[range.lowerBound]], length: length, above: above) }
        let place = branches.count
        var branch = Branch(length: length, form: order[range.lowerBound])
        branches.append(branch)
        var here = above
        here[length] = Float(range.count)
        var start = range.lowerBound
        while start < range.upperBound {
            let end = endOfBranch(from: start, in: range, length: length)
            branch.without.add(
                end > start ? grow(start..<end, length: length + 1, above: here) : forms[order[start]].asKnown)
            start = max(end, start + 1)
        }
        branch.with = bitsOfChoice(range.count, above)
        branch.with.add(forms[branch.form].ofTarget[length] + branch.without[length])
        branch.end = branches.count
        branches[place] = branch
        var least = branch.without
        least.limit(to: branch.with)
        return least
    }

    private func leaf(_ costs: FormCosts, length: Int, above: BitsByLength) -> BitsByLength {
        var own = bitsOfChoice(1, above)
        own.add(costs.ownTarget(from: length))
        own.limit(to: costs.asKnown)
        return own
    }

    /// Bits that tell some of the forms from all that share the target above.
    private func bitsOfChoice(_ some: Int, _ all: BitsByLength) -> BitsByLength {
        all.mapped { all in
            let all = Int(all)
            return all > some ? factorialBits[all] - factorialBits[some] - factorialBits[all - some] : 0
        }
    }

    /// Where the forms end that share one digit more with that at `start`; `start` when it has none, or it is of no
    /// interest.
    private func endOfBranch(from start: Int, in range: Range<Int>, length: Int) -> Int {
        let form = forms[order[start]].form
        guard length < Candidates.longest, form.count > length else { return start }
        let digit = form.packed.digit(before: length)
        return range[start...].first { forms[order[$0]].form.packed.digit(before: length) != digit } ?? range.upperBound
    }

    /// The endings that are targets, and those that nearly are.
    func settled() -> SharedEndings {
        var endings = SharedEndings()
        if !branches.isEmpty { settle(0, target: 0, into: &endings) }
        return endings
    }

    private func settle(_ place: Int, target: Int, into endings: inout SharedEndings) {
        let branch = branches[place]
        let gain = branch.without[target] - branch.with[target]
        if let candidate = forms[branch.form].candidates.candidate(ofLength: branch.length) {
            endings.add(candidate, gain)
        }
        var child = place + 1
        while child < branch.end {
            settle(child, target: gain > 0 ? branch.length : target, into: &endings)
            child = branches[child].end
        }
    }
}

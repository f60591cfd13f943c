/// A line of the help: what there is on the left, what it means from a column on.
struct HelpLine {
    /// Columns of the narrowest terminal that the help is made for.
    static let width = 80

    /// Flags that set nothing.
    static let otherFlags = [
        HelpLine("-N, --new-mode", "accepted from older scripts, does nothing").text,
        HelpLine("-h, --help; -V, --version", "what to know first; the version").text,
    ]

    let text: String

    init(_ names: String, _ meaning: String, column: Int = 38) {
        let indented = "  \(names)"
        text = indented + String(repeating: " ", count: max(1, column - indented.count)) + meaning
    }
}

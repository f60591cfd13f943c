/// The weak passwords that personas plant when their file brings none of its own.
enum PlantedWords {
    /// `{extension}` stands for the extension itself.
    static let all: [String] = String(decoding: PackageResources.weak_passwords_txt, as: UTF8.self)
        .split(separator: "\n").map(String.init)

    private static let gap = "{extension}"

    static func filled(_ word: String, extension name: String) -> String {
        var text = ""
        var rest = word[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            rest = rest[open...]
            if rest.hasPrefix(gap) {
                text += name
                rest = rest.dropFirst(gap.count)
            } else {
                text += rest.prefix(1)
                rest = rest.dropFirst()
            }
        }
        return text + rest
    }
}

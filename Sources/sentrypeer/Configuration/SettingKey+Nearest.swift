extension SettingKey {
    /// The setting whose file key is fewest edits away from a mistyped one; `nil` when none is near enough to be meant.
    static func nearest(to mistyped: String) -> SettingKey? {
        let distances = allCases.compactMap { key in
            key.fileKey.map { (key: key, edits: editDistance($0, mistyped)) }
        }
        guard let best = distances.min(by: { $0.edits < $1.edits }) else { return nil }
        return best.edits <= max(2, mistyped.count / 3) ? best.key : nil
    }

    /// The Levenshtein distance: how many characters to insert, delete or replace to get from one text to the other.
    private static func editDistance(_ from: String, _ to: String) -> Int {
        let target = Array(to)
        var distances = Array(0...target.count)
        for (row, character) in from.enumerated() {
            var diagonal = distances[0]
            distances[0] = row + 1
            for column in target.indices {
                let replaced = diagonal + (character == target[column] ? 0 : 1)
                diagonal = distances[column + 1]
                distances[column + 1] = min(replaced, diagonal + 1, distances[column] + 1)
            }
        }
        return distances[target.count]
    }
}

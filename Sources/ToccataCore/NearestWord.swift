/// Finds the word that somebody may have meant.
package enum NearestWord {
    /// The known word that differs least, if it differs by a third of its letters at most.
    package static func to(_ word: String, among known: [String]) -> String? {
        let nearest = known.map { (word: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
        guard let nearest, nearest.distance <= max(2, nearest.word.count / 3) else { return nil }
        return nearest.word
    }

    /// How many letters must be added, dropped or replaced.
    package static func distance(_ one: String, _ other: String) -> Int {
        let one = Array(one.lowercased())
        let other = Array(other.lowercased().prefix(64))
        var row = Array(0...other.count)
        for (index, letter) in one.prefix(64).enumerated() {
            var next = [index + 1]
            for (place, another) in other.enumerated() {
                let replaced = row[place] + (letter == another ? 0 : 1)
                next.append(min(replaced, row[place + 1] + 1, next[place] + 1))
            }
            row = next
        }
        return row[other.count]
    }
}

/// The words that a person has put on a task, to find it by: few, short, of letters, digits, `-`, `_` and `.`, small.
package struct Tags: Equatable, Sendable {
    /// How many a task has at most.
    package static let most = 16
    /// How many characters each has at most.
    package static let longest = 24

    /// In the order of the alphabet.
    package private(set) var words: [String] = []

    package init() {}

    /// Takes what can be tags; of more than there is room for, the first.
    package init(_ words: some Sequence<String>) {
        self.words = Array(Set(words.filter(Self.isTag)).sorted().prefix(Self.most))
    }

    package var isEmpty: Bool { words.isEmpty }

    /// `#draft #keep`.
    package var text: String { words.map { "#" + $0 }.joined(separator: " ") }

    /// The same with a change; the tags that are put on come before those that were there, where it gets too many.
    package func changed(by change: TagChange) -> Tags {
        let kept = words.filter { !change.removed.contains($0) && !change.added.contains($0) }
        return Tags((change.added.sorted() + kept).prefix(Self.most))
    }

    /// What made these tags of others.
    package func change(from before: Tags) -> TagChange {
        let (now, then) = (Set(words), Set(before.words))
        return TagChange(added: now.subtracting(then), removed: then.subtracting(now))
    }

    /// Letters and digits alone can hide nothing and steer no terminal.
    static func isTag(_ word: String) -> Bool {
        let isShort = (1...longest).contains(word.count) && word.unicodeScalars.count <= longest * 2
        return isShort && word == word.lowercased() && word.first?.isSign == false
            && word.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    }
}

extension Character {
    fileprivate var isSign: Bool { self == "+" || self == "-" }
}

/// Tags to be put on tasks and taken off.
package struct TagChange: Equatable, Sendable {
    package let added: Set<String>
    package let removed: Set<String>

    package init(added: Set<String> = [], removed: Set<String> = []) {
        (self.added, self.removed) = (added, removed)
    }

    /// Why a text is no change of tags, in a sentence.
    package struct Problem: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    /// Reads `+keep -draft word`: a word without a sign is put on.
    package init(_ text: String) throws(Problem) {
        var (added, removed): (Set<String>, Set<String>) = ([], [])
        for word in text.lowercased().split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            let tag = String(word.first.map { "+-#".contains($0) } == true ? word.dropFirst() : word)
            guard Tags.isTag(tag) else {
                let shown = word.count > Tags.longest + 8 ? word.prefix(Tags.longest) + "..." : word
                throw Problem(
                    description:
                        "\(shown) is no tag: 1 to \(Tags.longest) letters, digits, - _ or ., and no sign first."
                )
            }
            if word.hasPrefix("-") { removed.insert(tag) } else { added.insert(tag) }
        }
        if let both = added.intersection(removed).sorted().first {
            throw Problem(description: "\(both) is to be put on and taken off.")
        }
        if added.count > Tags.most { throw Problem(description: "A task has \(Tags.most) tags at most.") }
        (self.added, self.removed) = (added, removed)
    }

    package var isEmpty: Bool { added.isEmpty && removed.isEmpty }

    /// What takes it back.
    package var inverse: TagChange { TagChange(added: removed, removed: added) }

    /// `+keep -draft`.
    package var text: String {
        (added.sorted().map { "+" + $0 } + removed.sorted().map { "-" + $0 }).joined(separator: " ")
    }
}

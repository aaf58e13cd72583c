import BachAPI
import FoundationEssentials
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// A group that is folded, in the columns of the tasks.
extension TaskColumns {
    func row(_ fold: Fold, isSelected: Bool, _ state: AppState) -> [(String, Style)] {
        let words = FoldWords(fold: fold, state: state)
        let marked = fold.tasks.count { state.marks.contains($0.id) }
        // Some of them marked is not all of them marked.
        let mark = marked == 0 ? " " : marked == fold.tasks.count ? "*" : "-"
        let sign = PlainText.fitted("▸ \(words.number)", to: 12)
        let kind = hasKind ? PlainText.fitted(fold.tasks[0].mode.abbreviation, to: 5) : ""
        return [
            ((isSelected ? ">" : " ") + mark, .accent.bold), (sign, isSelected ? .title.reversed : .title),
            (" " + kind, .normal),
        ] + body(fold, words)
            + [
                (numbers(of: fold.tasks[0], seed: seeds(fold)) + age(fold, state), .normal),
                (hasFreeNote(words) ? "" : fitted(note: words.note), .dim),
            ]
    }

    /// Whether nothing stands in the last column, and nothing before it that would have to stay in its place.
    private func hasFreeNote(_ words: FoldWords) -> Bool { !hasAge && words.note.isEmpty }

    /// The states with their numbers, then as much of the prompt as there is room for.
    private func body(_ fold: Fold, _ words: FoldWords) -> [(String, Style)] {
        var pieces: [(String, Style)] = []
        var room = promptWidth + (hasFreeNote(words) ? noteWidth : 0)
        for count in words.counts {
            let text = PlainText.cut(count.text, to: room)
            pieces.append((text, count.style))
            room -= PlainText.columns(of: text)
            let gap = min(2, room)
            pieces.append((String(repeating: " ", count: gap), .normal))
            room -= gap
        }
        return pieces + [(PlainText.fitted(fold.tasks[0].prompt, to: room), .normal)]
    }

    /// `7-10` where that has room, for they follow each other.
    private func seeds(_ fold: Fold) -> String {
        let seeds = fold.tasks.compactMap(\.seed)
        guard let first = seeds.min(), let last = seeds.max(), first < last else { return "" }
        let range = "\(first)-\(last)"
        return range.count < 9 ? range : "\(first)~"
    }

    private func age(_ fold: Fold, _ state: AppState) -> String {
        let since = fold.tasks.map { isLibrary ? $0.finishedAt ?? $0.createdAt : $0.createdAt }.max() ?? state.now
        return aligned(age: Age.text(since: since, now: state.now))
    }
}

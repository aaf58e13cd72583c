import PlainText
import ToccataApp

extension DraftChange {
    /// What is another now, in a line: of a long text the words that went and those that came.
    var words: String {
        guard field.kind == .text, !before.isEmpty, !after.isEmpty else {
            return "\(Self.word(before)) -> \(Self.word(after))"
        }
        let (gone, come) = changedWords
        let pieces = [("-", gone), ("+", come)].filter { !$0.1.isEmpty }.map { "\($0.0)\"\(PlainText.line($0.1))\"" }
        return pieces.isEmpty ? "spaces only" : pieces.joined(separator: " ")
    }

    /// What is left of both when the words they begin and end with are taken away.
    private var changedWords: (gone: String, come: String) {
        var old = before.split(whereSeparator: \.isWhitespace)[...]
        var new = after.split(whereSeparator: \.isWhitespace)[...]
        while let word = old.first, word == new.first { (old, new) = (old.dropFirst(), new.dropFirst()) }
        while let word = old.last, word == new.last { (old, new) = (old.dropLast(), new.dropLast()) }
        return (old.joined(separator: " "), new.joined(separator: " "))
    }

    private static func word(_ value: String) -> String { value.isEmpty ? "(none)" : PlainText.line(value) }
}

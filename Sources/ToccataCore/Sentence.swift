/// Words of the service beside words of ours.
package enum Sentence {
    /// Ends a text with a full stop if it has no end of its own, so that another sentence can follow.
    package static func ended(_ text: String) -> String {
        guard let last = text.last(where: { !$0.isWhitespace }) else { return "" }
        return text + (".!?…。！？".contains(last) ? "" : ".")
    }
}

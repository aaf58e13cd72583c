package import FoundationEssentials
import PlainText
package import ToccataCore

/// What is finished and not saved, below other lines.
package enum UnsavedReport {
    /// At most so many ids; a list of more is for `toccata tasks --state unsaved`.
    private static let most = 5

    package static func lines(_ tasks: [VideoTask], at now: Date) -> [String] {
        let unsaved = tasks.filter { $0.unsavedSince != nil }
        guard let all = Unsaved(unsaved) else { return [] }
        let ids = unsaved.prefix(most).map(\.id.rawValue).joined(separator: " ")
        let more = unsaved.count > most ? " ..." : ""
        return ["", PlainText.line("\(all.words(at: now)): toccata download \(ids)\(more)")]
    }
}

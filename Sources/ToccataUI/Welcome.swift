import TerminalKit
import ToccataApp
import ToccataCore

/// What an empty queue says to somebody who is here for the first time, and to whom it says it again.
struct Welcome {
    private let state: AppState

    init(_ state: AppState) { self.state = state }

    /// As much as there is room for; the keys stay longest.
    func lines(in rect: Rect) -> [Line] {
        let all = block(columns: rect.columns, hasIntroduction: true)
        return all.count <= rect.rows ? all : block(columns: rect.columns, hasIntroduction: false)
    }

    private func block(columns: Int, hasIntroduction: Bool) -> [Line] {
        var block = TextBlock(columns: columns)
        if hasIntroduction {
            block.add("Toccata writes requests for videos with you, sends them, and saves what comes of them.", .title)
            block.addBlank()
            block.add(place, state.destination.server.isLocal ? .normal : .warning)
            block.addBlank()
        } else if !state.destination.server.isLocal {
            block.add("\(state.destination.server.name): what is sent is billed.", .warning)
        }
        for (key, text) in keys {
            // Beside a label there is no room on the narrowest.
            if columns < 22 { block.add("\(key) \(text)") } else { block.add(key, text) }
        }
        return block.lines
    }

    private var place: String {
        let server = state.destination.server
        guard !server.isLocal else {
            return "You are at the LOCAL server on this machine: it makes placeholder videos, costs nothing and needs "
                + "no account."
        }
        return "You are at \(server.name): what is sent there is billed and cannot be called back. Nothing but "
            + "\(state.key(.yes, in: .review)) in the review sends."
    }

    private var keys: [(String, String)] {
        let review = state.key(.review)
        let send = state.key(.yes, in: .review)
        let begin =
            !state.compose.draft.prompt.isEmpty
            ? "your draft; \(review) then shows what would be sent, \(send) sends it"
            : state.destination.server.isLocal
                ? "a first draft, filled in: \(review), then \(send) sends it"
                : "a first draft; \(review) then shows what would be sent"
        return [
            (state.key(.open, in: .tasks), begin),
            (state.key(.help), "the keys of the place you are in"),
            (state.key(.actions), "anything that can be done, found by its words"),
            (state.key(.quit), "leaves; what was sent goes on, and is fetched at the next start"),
        ]
    }
}

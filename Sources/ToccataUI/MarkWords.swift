import ToccataApp
import ToccataCore

/// What is said of marked tasks.
enum MarkWords {
    /// `3 tasks are marked: C X t mean them, U unmarks`: the keys of what applies to any of them.
    static func line(_ state: AppState) -> String {
        let count = state.marks.ids.count
        let wishes = [UserAction.remove, .hold, .send, .cloneAnew, .forget, .download, .tag]
        let keys = wishes.filter { state.refusal(of: $0) == nil }.map { state.key($0) }.joined(separator: " ")
        let range = state.marks.anchor == nil ? "" : "; \(state.key(.markRange)) ends the range"
        return "\(count == 1 ? "1 task is" : "\(count) tasks are") marked: \(keys) mean \(count == 1 ? "it" : "them"), "
            + "\(state.key(.unmarkAll)) unmarks\(range)"
    }

    static func question(_ bulk: Bulk) -> String {
        [act(bulk), hidden(bulk), leftOut(bulk)].compactMap(\.self).joined(separator: " ")
    }

    private static func act(_ bulk: Bulk) -> String {
        let them = tasks(bulk.count)
        switch bulk.wish {
        case .remove: return removal(bulk)
        case .hold: return "Hold \(tasks(bulk.count, "unsent"))? Nothing of that goes out before you send it."
        case .send: return "Send \(tasks(bulk.count, "held")) to \(servers(bulk))? \(cost(bulk))"
        case .cloneAnew:
            let new = bulk.count == 1 ? "a new one" : "new ones"
            return "Send \(them) again as \(new) to \(servers(bulk)), each with another seed? \(cost(bulk))"
        case .download:
            return "Download the \(bulk.count == 1 ? "video" : "videos") of \(them), again where saved before?"
        default:
            let unsaved = bulk.unsaved.count
            let lost = unsaved == 0 ? "" : " \(unsaved) of them finished and not saved: the video may be lost."
            return "Forget \(them)? The rows here are deleted; saved files and the tasks at the service stay.\(lost)"
        }
    }

    private static func servers(_ bulk: Bulk) -> String {
        bulk.servers.map { $0.isLocal ? "the LOCAL server" : $0.name }.joined(separator: " and ")
    }

    private static func cost(_ bulk: Bulk) -> String {
        let cost =
            switch bulk.paid {
            case 0: "That costs nothing"
            case bulk.count: bulk.count == 1 ? "It costs money" : "Each of these \(bulk.count) costs money"
            default: "\(bulk.paid) of them \(bulk.paid == 1 ? "costs" : "cost") money"
            }
        return cost + "; a sent task cannot be cancelled."
    }

    private static func removal(_ bulk: Bulk) -> String {
        let (unsent, sent) = (bulk.unsent.count, bulk.others.count)
        if sent == 0 { return "Take back \(tasks(unsent, "unsent"))? Nothing of that was sent, nor will be." }
        let they = sent == 1 ? "It goes on and is billed." : "They go on and are billed."
        if unsent == 0 { return "Stop watching \(tasks(sent, "running"))? \(they)" }
        return
            "Take back \(tasks(unsent, "unsent")), and stop watching \(sent) running? The running go on and are billed."
    }

    private static func hidden(_ bulk: Bulk) -> String? {
        bulk.hidden == 0 ? nil : "\(bulk.hidden) of them \(bulk.hidden == 1 ? "is" : "are") not shown here."
    }

    private static func leftOut(_ bulk: Bulk) -> String? {
        guard bulk.leftOut > 0 else { return nil }
        let ones = "\(bulk.isGroup ? "other" : "marked") \(bulk.leftOut == 1 ? "one is" : "ones are")"
        return "\(bulk.leftOut) \(ones) left out: \(LeftOut.words(bulk.reasons, of: bulk.wish))."
    }

    private static func tasks(_ count: Int, _ kind: String = "") -> String {
        let kind = kind.isEmpty ? "" : kind + " "
        return count == 1 ? "1 \(kind)task" : "\(count) \(kind)tasks"
    }
}

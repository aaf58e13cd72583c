import TerminalKit

/// A place where chords have their own meanings.
package enum Context: String, CaseIterable, Sendable {
    case tasks = "queue"
    case detail, library, references, log, form
    case lineField = "field"
    case promptField = "prompt"
    /// While names are offered for what is typed behind an `@`.
    case names
    /// Wherever typing goes into a text that is kept.
    case typing
    case reviewButton = "button"
    case review, question, input, picker, drafts, revisions, exchange
    case filterField = "filter"
    /// The help and the menu of actions, where typing goes into the filter.
    case menu
    /// The help before anything is typed.
    case openedMenu = "opened_help"
    /// Lists, and texts that are only read.
    case moving
    /// Everywhere but where typing goes.
    case everywhere
    /// While typing too.
    case always

    /// The places whose chords count at the moment, the nearest first.
    package static func stack(_ state: AppState) -> [Context] {
        switch state.overlays.last {
        case .menu(let menu) where menu.kind == .keys && menu.filter.isEmpty: [.openedMenu, .menu, .always]
        case .menu: [.menu, .always]
        case .review: [.review, .moving, .everywhere, .always]
        case .question: [.question, .always]
        case .input: [.input, .typing, .always]
        case .picker: [.picker, .moving, .everywhere, .always]
        case .drafts: [.drafts, .moving, .everywhere, .always]
        case .revisions: [.revisions, .moving, .everywhere, .always]
        case .exchange: [.exchange, .moving, .everywhere, .always]
        case .subject(let form): form.isTyping ? [.lineField, .typing, .always] : [.form, .everywhere, .always]
        case nil: stack(ofScreen: state)
        }
    }

    private static func stack(ofScreen state: AppState) -> [Context] {
        if state.isTypingTaskFilter { return [.filterField, .always] }
        return switch state.screen {
        case .queue: (state.detailTop == nil ? [] : [.detail]) + [.tasks, .moving, .everywhere, .always]
        case .library: (state.detailTop == nil ? [] : [.detail]) + [.library, .moving, .everywhere, .always]
        case .references: [.references, .moving, .everywhere, .always]
        case .log: state.log.isTypingFilter ? [.filterField, .typing, .always] : [.log, .moving, .everywhere, .always]
        case .compose: (state.nameOffers.isEmpty ? [] : [.names]) + stack(of: state.compose)
        }
    }

    private static func stack(of compose: ComposeState) -> [Context] {
        if compose.isTyping { return [compose.focus == .prompt ? .promptField : .lineField, .typing, .always] }
        if compose.focus == .review { return [.reviewButton, .form, .everywhere, .always] }
        return [.form, .everywhere, .always]
    }

    /// The heading of its part of the help.
    package var title: String {
        switch self {
        case .tasks: "Queue"
        case .detail: "Detail"
        case .library: "Library"
        case .references: "References"
        case .log: "Log"
        case .form: "Form"
        case .lineField: "Text field"
        case .promptField: "Prompt"
        case .names: "Names after @"
        case .typing: "Typing"
        case .reviewButton: "Review button"
        case .menu: "Keys and actions"
        case .openedMenu: "Keys, before a filter is typed"
        case .review: "Review"
        case .question: "Question"
        case .input: "Line"
        case .picker: "Kept subjects"
        case .drafts: "Drafts"
        case .revisions: "Revisions"
        case .exchange: "Request"
        case .filterField: "Filter"
        case .moving: "Moving"
        case .everywhere: "Everywhere"
        case .always: "While typing too"
        }
    }
}

import TerminalKit

/// A text of Compose can be written in the editor that a person is used to.
extension AppState {
    /// Hands the text with the focus to the editor; with the focus elsewhere, the prompt.
    mutating func openEditor() -> [Effect] {
        if compose.focus.kind != .text { compose.focus(on: .prompt) }
        compose.isEditing = true
        return recordDraft() + [.editText(compose.text(of: compose.focus))]
    }

    /// Takes what the editor left; nothing could change the focus meanwhile, for the keys were the editor's.
    mutating func take(_ edited: EditedText) -> [Effect] {
        switch edited {
        case .changed(let text):
            compose.edit { $0.replace(with: text) }
            notice = Notice("Taken from the editor; \(key(.undo, in: .typing)) takes it back.")
        case .unchanged: notice = Notice("The editor changed nothing.")
        case .refused(let reason): notice = .error(reason)
        }
        return recordDraft()
    }
}

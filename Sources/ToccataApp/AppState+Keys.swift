import TerminalKit
import ToccataCore

extension AppState {
    /// Whether what is typed goes into a text field.
    package var isTyping: Bool {
        switch overlays.last {
        case .input: true
        case .subject(let form): form.isTyping
        case .menu: true
        case .review, .question, .picker, .drafts, .revisions, .exchange: false
        case nil:
            screen == .compose && compose.isTyping || screen == .log && log.isTypingFilter || isTypingTaskFilter
        }
    }

    /// Whether a text field has the focus that takes nothing at the moment.
    var isTypingAside: Bool {
        screen == .compose && overlays.isEmpty && compose.focus.kind == .text && !compose.isEditing
    }

    /// Changes the text field with the focus, if one has it.
    mutating func edit(_ change: (inout TextEditor) -> Void) {
        switch overlays.last {
        case .input(var input):
            change(&input.editor)
            input.problem = nil
            replaceOverlay(.input(input))
        case .subject(var form):
            form.edit(change)
            replaceOverlay(.subject(form))
        case .menu(let menu): edit(menu, change)
        case .review, .question, .picker, .drafts, .revisions, .exchange: break
        case nil where screen == .compose: compose.edit(change)
        case nil where log.isTypingFilter: log.edit(change)
        case nil: if isTypingTaskFilter { changeShownTasks { [clock] in $0.edit(at: clock, change) } }
        }
    }

    /// The text field with the focus, if one takes what is typed.
    var typedField: TextEditor? {
        switch overlays.last {
        case .input(let input): input.editor
        case .subject(let form): form.isTyping ? form.editor(of: form.focus) : nil
        case .menu(let menu): menu.filter
        case .review, .question, .picker, .drafts, .revisions, .exchange: nil
        case nil where screen == .compose: compose.isTyping ? compose.editor(of: compose.focus) : nil
        case nil: log.isTypingFilter ? log.filter : nil
        }
    }

    /// Why a text cannot be taken back, or done again, any further.
    func refusalForText(of wish: UserAction) -> String? {
        guard let field = typedField else { return nil }
        switch wish {
        case .undo: return field.canUndo ? nil : "This is the text as it was at first."
        case .redo: return field.canRedo ? nil : "Nothing was taken back since the last change."
        default: return nil
        }
    }

    private mutating func changeText(_ wish: UserAction) -> [Effect] {
        if let refusal = refusalForText(of: wish) {
            notice = Notice(refusal)
        } else {
            let companion = overlays.isEmpty && screen == .compose ? compose.companion(of: wish) : nil
            edit { _ = wish == .undo ? $0.undo() : $0.redo() }
            if let companion { take(companion, alongWith: wish) }
        }
        return []
    }

    mutating func replaceOverlay(_ overlay: Overlay) {
        guard !overlays.isEmpty else { return }
        overlays[overlays.count - 1] = overlay
    }

    mutating func take(_ wish: UserAction, _ room: Room) -> [Effect] {
        if takeNameKey(wish, room) { return [] }
        switch wish {
        case .help, .actions:
            open(wish == .help ? .keys : .actions)
            return []
        case .undo where isTyping, .redo where isTyping: return changeText(wish)
        case .completePath: return completePath()
        case .zoom:
            isZoomed.toggle()
            return []
        case .redraw: return [.redraw]
        case .suspend: return recordDraft() + [.suspend]
        case .quit: return askToQuit()
        case .pause: return changePause()
        case .nextWaiting:
            showNextWaiting()
            return []
        case .show(let screen):
            show(screen)
            return []
        case .drafts where !isInSubject:
            showDrafts()
            return []
        case .showFiltered(let index):
            showFiltered(index)
            return []
        default: return overlays.last.map { take(wish, room, over: $0) } ?? takeScreenKey(wish, room)
        }
    }

    mutating func show(_ screen: Screen) {
        keepForm()
        overlays = []
        detailTop = nil
        log.endTyping()
        changeShownTasks { $0.leaveFilter() }
        self.screen = screen
        if screen == .compose { compose.focus(on: .prompt) }
    }

    /// What has failed is worth a look only when nothing else waits.
    ///
    /// Menus ask for it, too: how many wait is counted, and where none does nobody is looked for among ten thousand.
    var nextWaiting: ShortID? {
        let waiting = queue.count { $0.waitsForPerson } + queue.overdueCount(at: now)
        let first = waiting > 0 ? queue.next { $0.state.waitsForPerson || $0.isOverdue(at: now) } : nil
        return first ?? (queue.count { $0.needsAttention } > 0 ? queue.next(where: \.state.needsAttention) : nil)
    }

    private mutating func showNextWaiting() {
        guard let id = nextWaiting else {
            notice = Notice("No task waits for you.")
            return
        }
        if screen != .queue || !overlays.isEmpty { show(.queue) }
        if detailTop != nil { detailTop = 0 }
        queue.select(id)
    }

    private mutating func take(_ wish: UserAction, _ room: Room, over overlay: Overlay) -> [Effect] {
        switch overlay {
        case .menu(let menu): takeMenuKey(wish, room, menu)
        case .review(let review): takeReviewKey(wish, room, review)
        case .question(let question): takeAnswer(wish, room, question)
        case .input(let input): takeInputKey(wish, input)
        case .subject(let form): takeSubjectKey(wish, form)
        case .picker(let picker): takePickerKey(wish, room, picker)
        case .drafts(let viewport): takeDraftsKey(wish, room, viewport)
        case .revisions(let list): takeRevisionsKey(wish, room, list)
        case .exchange(let open): takeExchangeKey(wish, room, open)
        }
    }

    private mutating func takeScreenKey(_ wish: UserAction, _ room: Room) -> [Effect] {
        if let refusal = refusal(of: wish) {
            notice = .warning(refusal)
            return []
        }
        switch screen {
        case .queue, .library: return takeListKey(wish, room)
        case .compose: return takeComposeKey(wish)
        case .references: return takeReferenceKey(wish, room)
        case .log: return takeLogKey(wish, room)
        }
    }

    private mutating func takeListKey(_ wish: UserAction, _ room: Room) -> [Effect] {
        if takeFilterKey(wish) || takeFoldKey(wish) || takeMarkKey(wish, room) { return [] }
        switch wish {
        case .move(let motion):
            if let top = detailTop {
                detailTop = room.top(after: motion, from: top)
            } else {
                changeShownTasks { $0.move(motion, rows: room.rows) }
                extendRange()
            }
        case .open:
            if isFirstStart { return beginFirstDraft() }
            if selectedTask != nil { detailTop = detailTop ?? 0 }
        case .back: back()
        case .undo: return undo()
        case .redo: return redo()
        case .nextTab: show(detailTab.moved(by: 1))
        case .previousTab: show(detailTab.moved(by: -1))
        default: return takeTaskKey(wish)
        }
        return []
    }

    private mutating func show(_ tab: DetailTab) {
        detailTab = tab
        if detailTop != nil { detailTop = 0 }
    }

    private mutating func back() {
        if detailTop != nil {
            detailTop = nil
        } else if screen != .queue {
            show(.queue)
        }
    }
}

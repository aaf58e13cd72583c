package import TerminalKit

/// What can be done, to be found by words and done by Enter.
package struct ActionMenu: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// The help: every key of the place that asked, place by place.
        case keys
        /// Everything there is, what fits best first.
        case actions
    }

    /// One thing in it.
    package struct Item: Equatable, Sendable {
        package let context: Context
        package let binding: Binding
        /// Why it cannot be done now; nil where it can.
        package let refusal: String?

        package var action: UserAction { binding.action }
    }

    package let kind: Kind
    package internal(set) var filter = TextEditor()
    package internal(set) var viewport: ListViewport

    init(_ kind: Kind, count: Int) {
        self.kind = kind
        viewport = ListViewport(count: count)
    }
}

extension AppState {
    /// The console as it is under the menu.
    package var behindMenu: AppState {
        var state = self
        state.overlays.removeAll { if case .menu = $0 { true } else { false } }
        return state
    }

    package func selection(in menu: ActionMenu) -> ActionMenu.Item? {
        let items = items(of: menu)
        return menu.viewport.selection.flatMap { items.indices.contains($0) ? items[$0] : nil }
    }

    /// What the menu shows, in its order.
    package func items(of menu: ActionMenu) -> [ActionMenu.Item] {
        let state = behindMenu
        let words = menu.filter.text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        let items = menu.kind == .keys ? state.keyItems : state.actionItems
        guard !words.isEmpty else { return items }
        let ranked = items.compactMap { item in item.rank(words).map { (item: item, rank: $0) } }
        guard menu.kind == .actions else { return ranked.map(\.item) }
        // Those that cannot be done stand last already, and within a rank the order stays.
        return (0...4).flatMap { rank in ranked.filter { $0.rank == rank }.map(\.item) }
    }

    /// The place that asked, and last what its keys would be after Esc.
    private var keyItems: [ActionMenu.Item] {
        let stack = Context.stack(self)
        let isTyping = stack.contains(.promptField) || stack.contains(.lineField)
        let nearest =
            isTyping ? stack.filter { $0 != .always } + [.form] : stack.filter { $0 != .everywhere && $0 != .always }
        return (nearest + [.everywhere, .always]).flatMap { items(in: $0) }
    }

    /// Each action once: those of this place first, then those of others, which say where they are.
    private var actionItems: [ActionMenu.Item] {
        let places = Context.stack(self) + [.tasks, .library, .form, .references, .log, .everywhere, .always]
        var known: Set<UserAction> = []
        let found = places.flatMap { items(in: $0) }.filter { item in
            item.action.isFound && known.insert(item.action).inserted
        }
        return found.filter { $0.refusal == nil } + found.filter { $0.refusal != nil }
    }

    private func items(in context: Context) -> [ActionMenu.Item] {
        // What a field that is typed into keeps from the keys, it does not keep from the menu.
        let isOnScreen = context == .form && screen == .compose && overlays.isEmpty
        let isHere = Context.stack(self).contains(context) || context == .everywhere || isOnScreen
        return keymap[context].map { binding in
            let refusal = isHere ? refusal(ofChoosing: binding.action) : context.absence(key(in: context))
            return ActionMenu.Item(context: context, binding: binding, refusal: refusal)
        }
    }

    /// Enter spends nothing: not even when it stands on the key that does.
    private func refusal(ofChoosing action: UserAction) -> String? {
        action == .yes ? "Only the key itself does this: Enter never sends." : refusal(of: action)
    }

    /// The key that shows the screen of a place; nil where no screen is it.
    private func key(in context: Context) -> String? {
        let screens: [Context: Screen] = [
            .tasks: .queue, .library: .library, .form: .compose, .references: .references, .log: .log,
        ]
        return screens[context].map { key(.show($0)) }
    }

    mutating func open(_ kind: ActionMenu.Kind) {
        if case .menu(let menu) = overlays.last {
            overlays.removeLast()
            if menu.kind == kind { return }
        }
        let menu = ActionMenu(kind, count: 0)
        overlays.append(.menu(ActionMenu(kind, count: items(of: menu).count)))
    }

    mutating func edit(_ menu: ActionMenu, _ change: (inout TextEditor) -> Void) {
        var menu = menu
        change(&menu.filter)
        menu.viewport = ListViewport(count: items(of: menu).count)
        replaceOverlay(.menu(menu))
    }

    mutating func takeMenuKey(_ wish: UserAction, _ room: Room, _ menu: ActionMenu) -> [Effect] {
        switch wish {
        case .move(let motion):
            var menu = menu
            menu.viewport.move(motion, rows: room.rows)
            replaceOverlay(.menu(menu))
        case .back: overlays.removeLast()
        default: break
        }
        return []
    }

    /// Does what was chosen in the place that the menu was opened from; what cannot be done leaves the menu open.
    mutating func choose(_ item: ActionMenu.Item, _ action: Action) -> [Effect] {
        guard case .menu = overlays.last else { return [] }
        if let refusal = item.refusal {
            notice = .warning(refusal)
            return []
        }
        overlays.removeLast()
        return take(action)
    }
}

extension ActionMenu.Item {
    /// How well it fits all of these words, 0 the best; nil if it does not.
    fileprivate func rank(_ words: [String]) -> Int? {
        let title = binding.title.lowercased()
        let id = String(binding.id.map { $0 == "_" ? " " : $0 })
        let rest = [title, id, binding.help.lowercased(), context.title.lowercased()].joined(separator: " ")
        let names = binding.keyNames
        guard words.allSatisfy({ rest.contains($0) || names.contains($0) }) else {
            return words.count == 1 && title.hasLetters(of: words[0]) ? 4 : nil
        }
        if title.hasPrefix(words.joined(separator: " ")) { return 0 }
        let titleWords = title.split(separator: " ")
        if words.allSatisfy({ word in titleWords.contains { $0.hasPrefix(word) } }) { return 1 }
        return words.allSatisfy { title.contains($0) } ? 2 : 3
    }
}

extension String {
    /// Whether the letters of a word stand in it in their order, whatever is between them.
    fileprivate func hasLetters(of word: String) -> Bool {
        var rest = word[...]
        for letter in self where letter == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty && word.count > 1
    }
}

extension UserAction {
    /// Whether it is looked for by name: not a move, nor a step in a form.
    fileprivate var isFound: Bool {
        switch self {
        case .move, .nextField, .previousField, .nextChoice, .previousChoice, .leaveField, .enterField, .yes, .no,
            .interrupt, .actions:
            false
        default: true
        }
    }
}

extension Context {
    /// Why nothing of it can be done elsewhere.
    fileprivate func absence(_ key: String?) -> String {
        key.map { "This is for the screen \(title): \($0) goes there." } ?? "This is for: \(title)."
    }
}

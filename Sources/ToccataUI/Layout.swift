package import TerminalKit
package import ToccataApp

/// Where the parts of the screen are: a pure function of its size and of what is on it, and the only place that
/// knows sizes.
package struct Layout: Equatable, Sendable {
    /// A part of the screen with a content of its own.
    package enum Pane: Int, CaseIterable, Sendable {
        case header, banner, filters, list, detail, draft, compose, references, log, notice, hints
    }

    /// How much there is room for.
    package enum Form: Sendable {
        /// One line and no more.
        case tiny
        /// Everything in one column, the least of everything.
        case small
        /// The list over the most important of the detail.
        case medium
        /// The list over the whole detail, on a screen that stands.
        case portrait
        /// List and detail side by side, with strips below where there are rows for them.
        case wide
        /// What there is to go to, all that is on its way, and below it all that belongs to a draft.
        case huge
    }

    package let size: Size
    package let form: Form
    /// By pane: an array, for this is made anew with each key.
    private var rects = [Rect](repeating: .none, count: Pane.allCases.count)

    /// - Parameter state: Which screen it is, what is zoomed, and whether there is something to say at its top.
    package init(_ state: AppState, _ size: Size) {
        self.size = size
        form = Form(size)
        guard form != .tiny else { return }
        let (header, rest) = Rect(size).splitTop(1)
        let (above, hints) = rest.splitBottom(1)
        let (body, notice) = above.splitBottom(size.rows >= 16 ? 1 : 0)
        self[.header] = header
        self[.hints] = hints
        self[.notice] = notice
        fill(body, state)
    }

    /// Where a pane is; empty where it is not there.
    package private(set) subscript(pane: Pane) -> Rect {
        get { rects[pane.rawValue] }
        set { rects[pane.rawValue] = newValue.isEmpty ? .none : newValue }
    }

    /// The panes there is room for; none of them overlaps another.
    package var panes: [Pane] { Pane.allCases.filter { !self[$0].isEmpty } }

    /// Whether list and detail have frames of their own.
    package var isFramed: Bool { form == .wide || form == .huge }

    private mutating func fill(_ body: Rect, _ state: AppState) {
        switch state.screen {
        case .log: self[.log] = body
        case .compose where !isDocked(state): self[.compose] = body
        case .references where !isDocked(state): self[.references] = body
        case .queue, .library, .compose, .references: fillWithTasks(below(banner: state.banner, body), state)
        }
    }

    /// Whether a draft is written beside the queue.
    private func isDocked(_ state: AppState) -> Bool { form == .huge && !state.isZoomed }

    private mutating func below(banner: String?, _ body: Rect) -> Rect {
        guard banner != nil, body.rows >= 6 else { return body }
        let (banner, rest) = body.splitTop(1)
        self[.banner] = banner
        return rest
    }

    private mutating func fillWithTasks(_ body: Rect, _ state: AppState) {
        let isOpen = state.detailTop != nil
        // There is nothing a detail could be of, and much to say.
        if state.isFirstStart, !isFramed {
            self[.list] = body
            return
        }
        if state.isZoomed || isOpen && !isFramed && form != .portrait {
            self[isOpen ? .detail : .list] = body
            return
        }
        switch form {
        case .tiny: break
        case .small: stack(body, detailRows: body.rows >= 8 ? 3 : 0)
        case .medium: stack(body, detailRows: 8)
        case .portrait: stack(body, detailRows: body.rows * 45 / 100)
        case .wide: setSideBySide(body)
        case .huge: setAll(body)
        }
    }

    private mutating func stack(_ body: Rect, detailRows: Int) {
        let (list, detail) = body.splitBottom(detailRows)
        self[.list] = list
        self[.detail] = detail
    }

    private mutating func setSideBySide(_ body: Rect) {
        let (above, log) = body.splitBottom(size.rows >= 36 ? 6 : 0)
        let (left, detail) = above.splitLeft(body.columns * 60 / 100)
        let (list, draft) = left.splitBottom(size.rows >= 30 ? 5 : 0)
        self[.list] = list
        self[.draft] = draft
        self[.detail] = detail
        self[.log] = log
    }

    private mutating func setAll(_ body: Rect) {
        let (above, dock) = body.splitBottom(max(18, body.rows * 2 / 5))
        let (filters, tasks) = above.splitLeft(26)
        let (list, detail) = tasks.splitLeft(tasks.columns * 58 / 100)
        let (compose, right) = dock.splitLeft(body.columns * 60 / 100)
        let (references, log) = right.splitBottom(dock.rows / 2)
        self[.filters] = filters
        self[.list] = list
        self[.detail] = detail
        self[.compose] = compose
        self[.references] = references
        self[.log] = log
    }

    /// A sheet of at most this size in the middle, never over the header or the hints.
    func sheet(columns: Int, rows: Int) -> Rect {
        let header = self[.header]
        let space = Rect(
            column: 0,
            row: header.endRow,
            columns: size.columns,
            rows: self[.hints].row - header.endRow
        )
        return space.centred(Size(columns: min(columns, size.columns), rows: rows))
    }
}

extension Layout.Form {
    fileprivate init(_ size: Size) {
        switch (size.columns, size.rows) {
        case (..<20, _), (_, ..<5): self = .tiny
        case (160..., 50...): self = .huge
        case (100..., 24...): self = .wide
        case (40...84, 46...): self = .portrait
        case (..<80, _), (_, ..<24): self = .small
        default: self = .medium
        }
    }
}

extension AppState {
    /// Why nothing is sent, for as long as nothing is sent; where the queue is all that is shown.
    fileprivate var banner: String? { screen == .queue ? HoldWords.line(self) : nil }
}

extension Rect {
    fileprivate static let none = Rect(Size(columns: 0, rows: 0))
}

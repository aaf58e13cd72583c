import PlainText
import TerminalKit
import ToccataApp

/// The keys of a place, or everything that can be done: a filter, the list, and what the selection is.
struct MenuSheet {
    private enum Row {
        case blank
        case text(Line)
        case item(Int)
    }

    private let menu: ActionMenu
    private let items: [ActionMenu.Item]
    private let rows: [Row]
    private let rect: Rect
    private let inside: Rect
    /// What the selection is, to the last word.
    private let explanation: [String]

    init(_ menu: ActionMenu, _ state: AppState, _ layout: Layout) {
        self.menu = menu
        items = state.items(of: menu)
        rows = Self.rows(of: items, menu, Context.stack(state.behindMenu))
        rect = layout.sheet(columns: 78, rows: layout.size.rows)
        // Where a frame would take the rows of the list there is none.
        inside = rect.inset(columns: 2, rows: rect.rows < 6 ? 0 : 1)
        let selection = menu.viewport.selection ?? 0
        let item = items.indices.contains(selection) ? items[selection] : nil
        let words = item.map { $0.refusal ?? $0.binding.help } ?? ""
        explanation = PlainText.wrapped(words, to: max(1, inside.columns))
    }

    private var isHigh: Bool { inside.rows >= 12 }
    /// What is looked for, and a row of air.
    private var topRows: Int { isHigh ? 2 : 1 }

    /// High screens have room for most, so that the list keeps its height; low ones give it where a row is cut.
    private var explanationRows: Int {
        let room = inside.rows - topRows
        let gap = room - explanation.count > 3 ? 1 : 0
        let needed = min(explanation.count + gap, max(0, room - 1))
        if isHigh { return max(3, needed) }
        return isCut ? needed : 0
    }

    /// Whether the row of the selection does not say all there is to say of it.
    private var isCut: Bool {
        guard items.indices.contains(selection) else { return false }
        let item = items[selection]
        let columns = inside.columns - 3 - namesWidth(inside)
        return item.refusal != nil || PlainText.columns(of: words(item)) > columns
    }

    private var list: Rect { inside.splitTop(topRows).rest.splitBottom(explanationRows).rest }

    var room: Room { Room(columns: max(1, inside.columns - 6), rows: max(1, list.rows), content: items.count) }

    func draw(_ frame: inout Frame) {
        let title = menu.kind == .keys ? "Keys" : "Actions"
        if inside.rows < rect.rows {
            _ = frame.sheet(rect, title: title, right: "type to filter  Enter runs  Esc back")
        } else {
            frame.fill(rect)
        }
        let (label, field) = inside.line(0).splitLeft(6)
        frame.put("Find", in: label, .dim)
        frame.draw(field: menu.filter, in: field, hasFocus: true)
        drawList(&frame)
        drawExplanation(&frame)
    }

    private func drawList(_ frame: inout Frame) {
        if items.isEmpty {
            let words =
                menu.kind == .keys ? "No key here is about that; Esc, : finds the rest." : "Nothing is called that."
            return frame.put(words, in: list.line(0), .dim)
        }
        for (line, row) in rows[visible].enumerated() {
            switch row {
            case .blank: break
            case .text(let text): frame.put(text.pieces, in: list.line(line))
            case .item(let index): draw(items[index], isSelected: index == selection, in: list.line(line), &frame)
            }
        }
    }

    private var selection: Int { menu.viewport.selection ?? 0 }

    /// Around the selection, so that what is above and below it can be seen.
    private var visible: Range<Int> {
        let place = rows.firstIndex { if case .item(selection) = $0 { true } else { false } } ?? 0
        let first = max(0, min(place - list.rows / 2, rows.count - list.rows))
        return first..<min(rows.count, first + list.rows)
    }

    private func draw(_ item: ActionMenu.Item, isSelected: Bool, in line: Rect, _ frame: inout Frame) {
        let isOffered = item.refusal == nil
        let names = PlainText.fitted(item.binding.names, to: namesWidth(line))
        frame.put(
            [
                (isSelected ? "> " : "  ", .accent.bold), (names + " ", isOffered ? .key : .dim),
                (words(item), isOffered ? .normal : .dim),
            ],
            in: line
        )
    }

    private func namesWidth(_ line: Rect) -> Int { min(20, line.columns / 3) }

    private func words(_ item: ActionMenu.Item) -> String {
        let (title, help) = (item.binding.title, item.binding.help)
        return menu.kind == .keys || help.hasPrefix(title) ? help : "\(title): \(help)"
    }

    private func drawExplanation(_ frame: inout Frame) {
        guard explanationRows > 0, items.indices.contains(selection) else { return }
        let style = items[selection].refusal == nil ? Style.normal : .warning
        let place = inside.splitBottom(explanationRows).bottom
        let gap = explanationRows > explanation.count ? 1 : 0
        for (row, line) in explanation.prefix(explanationRows - gap).enumerated() {
            frame.put(line, in: place.line(row + gap), style)
        }
    }

    private static func rows(of items: [ActionMenu.Item], _ menu: ActionMenu, _ stack: [Context]) -> [Row] {
        guard menu.kind == .keys else { return items.indices.map(Row.item) }
        var rows: [Row] = []
        for (index, item) in items.enumerated() {
            if index == 0 || items[index - 1].context != item.context {
                if index > 0 { rows.append(.blank) }
                rows.append(.text(Line(item.context.title, .title)))
            }
            rows.append(.item(index))
        }
        return rows + (menu.filter.isEmpty ? typing(stack) : [])
    }

    /// What is no action of the console's: how to move in a text.
    private static func typing(_ stack: [Context]) -> [Row] {
        guard [.promptField, .lineField, .input, .filterField].contains(where: stack.contains) else { return [] }
        return [
            .blank, .text(Line("Typing", .title)),
            .text(Line("  C-a C-e C-f C-p C-n, M-f M-b  move by line, character, word")),
            .text(Line("  C-d C-k C-u C-w M-d, C-y     cut and paste back")),
        ]
    }
}

import PlainText
import TerminalKit
import ToccataApp

/// Every key of the place that asked, printed from the table.
struct HelpSheet {
    private let lines: [Line]
    private let rect: Rect

    init(_ state: AppState, _ layout: Layout) {
        var below = state
        // The help is about what lies under it.
        below.overlays.removeAll { if case .help = $0 { true } else { false } }
        rect = layout.sheet(columns: 78, rows: layout.screen.rows)
        lines = Self.text(Self.contexts(Context.stack(below)), columns: rect.columns - 4)
    }

    var room: Room { Room(columns: rect.columns, rows: max(1, rect.rows - 2), content: lines.count) }

    func draw(_ top: Int, _ frame: inout Frame) {
        let inside = frame.sheet(
            rect,
            title: "Keys",
            right: wayBack(from: lines, in: rect.inset(columns: 2, rows: 1))
        )
        frame.draw(lines, in: inside, from: top)
    }

    /// The place that asked, and last what its keys would be after Esc.
    private static func contexts(_ stack: [Context]) -> [Context] {
        let isTyping = stack.contains(.promptField) || stack.contains(.lineField)
        let nearest =
            isTyping ? stack.filter { $0 != .always } + [.form] : stack.filter { $0 != .everywhere && $0 != .always }
        return nearest + [.everywhere, .always]
    }

    private static func text(_ stack: [Context], columns: Int) -> [Line] {
        var lines: [Line] = []
        for context in stack {
            let bindings = Keymap.table[context] ?? []
            guard !bindings.isEmpty else { continue }
            if !lines.isEmpty { lines.append(Line()) }
            lines.append(Line(context.title, .title))
            for binding in bindings { lines += rows(of: binding, columns: columns) }
        }
        return lines + typing(stack)
    }

    private static func rows(of binding: Binding, columns: Int) -> [Line] {
        let width = min(20, max(8, columns / 3))
        let text = PlainText.wrapped(binding.help, to: max(8, columns - width - 1))
        let first = binding.keys.first?.map(\.description).joined(separator: " ") ?? ""
        let names = PlainText.columns(of: binding.names) < width ? binding.names : first
        return text.enumerated().map { index, row in
            Line(pieces: [(" " + PlainText.fitted(index == 0 ? names : "", to: width), .key), (row, .normal)])
        }
    }

    private static func typing(_ stack: [Context]) -> [Line] {
        guard [.promptField, .lineField, .input, .filterField].contains(where: stack.contains) else { return [] }
        return [
            Line(), Line("Typing", .title), Line(" C-a C-e C-f C-p C-n, M-f M-b  move by line, character, word"),
            Line(" C-d C-k C-u C-w M-d, C-y     cut and paste back"),
        ]
    }
}

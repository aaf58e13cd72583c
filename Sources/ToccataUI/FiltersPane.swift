import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// What the Queue can be narrowed down to, and what else there is to go to: beside the Queue, where there is room.
struct FiltersPane {
    private struct Row {
        var key = ""
        let name: String
        var count: Int?
        var isShown = false
    }

    private struct Section {
        let title: String
        let rows: [Row]
    }

    let state: AppState
    let rect: Rect

    private var inside: Rect { rect.insideBox }

    func draw(_ frame: inout Frame) {
        frame.box(rect, title: "Filters", right: "\(state.key(.filter)) any")
        frame.draw(lines, in: inside)
    }

    /// Every filter with a name; what room is left is shared by the others, each of which may have what they do not need.
    private var lines: [Line] {
        var lines = filters.map(line)
        var sections = [tags, drafts, subjects].filter { !$0.rows.isEmpty }
        while !sections.isEmpty {
            let section = sections.removeFirst()
            let left = inside.rows - lines.count
            let others = sections.reduce(0) { $0 + $1.rows.count + 2 }
            let room = max(left / (sections.count + 1), left - others)
            lines += self.lines(of: section, rows: room)
        }
        return lines
    }

    /// Nothing where there is no room for a blank row, the title and one more.
    private func lines(of section: Section, rows: Int) -> [Line] {
        guard rows >= 3 else { return [] }
        let heading = [Line(), Line(" \(section.title)", .dim)]
        guard section.rows.count > rows - 2 else { return heading + section.rows.map(line) }
        let shown = section.rows.prefix(rows - 3)
        return heading + shown.map(line) + [Line("  and \(section.rows.count - shown.count) more", .dim)]
    }

    private func line(_ row: Row) -> Line {
        let count = row.count.map { " \($0)" } ?? ""
        let key = row.key.isEmpty ? "" : row.key + " "
        let room = inside.columns - 2 - PlainText.columns(of: key) - PlainText.columns(of: count)
        return Line(pieces: [
            (row.isShown ? "> " : "  ", .accent.bold), (key, .key),
            (PlainText.fitted(PlainText.line(row.name), to: room), row.isShown ? .normal.bold : .normal), (count, .dim),
        ])
    }

    private var filters: [Row] {
        state.namedFilters.enumerated().map { index, filter in
            Row(
                key: state.key(.showFiltered(index)),
                name: filter.name,
                count: state.count(of: filter),
                isShown: state.isShown(filter)
            )
        }
    }

    private var tags: Section {
        let counts = state.queue.tagCounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return Section(title: "Tags", rows: counts.map { Row(name: "#" + $0.key, count: $0.value) })
    }

    private var drafts: Section {
        let rows = state.draftList.map { draft in
            Row(name: draft.words.isEmpty ? "(no words yet)" : draft.words, isShown: draft.name == state.compose.name)
        }
        return Section(title: "Drafts  \(state.key(.drafts))", rows: rows)
    }

    private var subjects: Section {
        Section(
            title: "Subjects",
            rows: state.subjects.map { Row(name: $0.name, count: state.subjectUses[$0.name]?.count) }
        )
    }
}

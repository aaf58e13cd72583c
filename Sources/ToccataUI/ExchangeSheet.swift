import BachAPI
import PlainText
import TerminalKit
import ToccataApp
import ToccataCore

/// A request and its answer, whole.
struct ExchangeSheet {
    private let open: OpenExchange
    private let state: AppState
    private let rect: Rect

    init(_ open: OpenExchange, _ state: AppState, _ layout: Layout) {
        self.open = open
        self.state = state
        rect = layout.sheet(columns: 110, rows: layout.size.rows)
    }

    private var columns: Int { max(1, rect.columns - 4) }

    var room: Room { Room(columns: columns, rows: max(1, rect.rows - 2), content: lines.count) }

    func draw(_ frame: inout Frame) {
        let summary = open.summary
        let task = summary.task.map { " of \($0)" } ?? ""
        let lines = lines
        let title = summary.kind.word + task
        let inside = frame.sheet(rect, title: title, right: wayBack(from: lines, in: rect.inset(columns: 2, rows: 1)))
        frame.draw(lines, in: inside, from: open.top)
    }

    private var lines: [Line] {
        var block = TextBlock(columns: columns)
        guard let recorded = open.recorded else {
            block.add(open.isGone ? "It is not kept any more." : "Reading the ledger ...", .dim)
            return block.lines
        }
        addQuestion(recorded, to: &block)
        addAnswer(recorded, to: &block)
        return block.lines
    }

    private func addQuestion(_ recorded: RecordedExchange, to block: inout TextBlock) {
        let exchange = recorded.exchange
        let sent = Times.full(exchange.at, state.localTime)
        block.add("\(exchange.method) \(exchange.url)", .title)
        block.add("Sent", "\(sent), took \(Exchange.span(exchange.took))")
        if recorded.count > 1 {
            let last = Times.full(recorded.lastAt, state.localTime)
            block.add("Again", "\(recorded.count) times with the same answer, last \(last)")
        }
        add(exchange.headers, to: &block)
        add(exchange.body, to: &block)
        block.addBlank()
    }

    private func addAnswer(_ recorded: RecordedExchange, to block: inout TextBlock) {
        let exchange = recorded.exchange
        guard let answer = exchange.answer else {
            return block.add("No answer: " + (exchange.message ?? ""), .bad)
        }
        block.add(Line("HTTP \(answer.status)", exchange.isSuccess ? .good.bold : .bad.bold))
        add(answer.headers, to: &block)
        add(answer.body, to: &block)
    }

    private func add(_ headers: [Exchange.Field], to block: inout TextBlock) {
        for field in headers { block.add("\(field.name): \(field.value)", .dim) }
    }

    /// JSON in its indented form, anything else as it came.
    private func add(_ body: KeptBody?, to block: inout TextBlock) {
        guard let body else { return }
        block.addBlank()
        let text = body.json?.text(.indented) ?? body.text
        if !text.isEmpty { block.add(text) }
        if let note = body.note { block.add("(\(note))", .dim) }
    }
}

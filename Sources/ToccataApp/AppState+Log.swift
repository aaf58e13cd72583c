import TerminalKit
import ToccataCore

extension AppState {
    mutating func takeLogKey(_ wish: UserAction, _ room: Room) -> [Effect] {
        switch wish {
        case .move(let motion): log.move(motion, rows: room.rows)
        case .filter: log.beginFilter()
        case .level: log.nextLevel()
        case .leaveField: log.clearFilter()
        case .open where log.isTypingFilter: log.endTyping()
        case .open: return openExchange()
        case .back where !log.filter.text.isEmpty: log.clearFilter()
        case .back: show(.queue)
        default: break
        }
        return []
    }

    mutating func takeExchangeKey(_ wish: UserAction, _ room: Room, _ open: OpenExchange) -> [Effect] {
        var open = open
        switch wish {
        case .move(let motion):
            open.top = room.top(after: motion, from: open.top)
            replaceOverlay(.exchange(open))
        case .back: overlays.removeLast()
        default: break
        }
        return []
    }

    /// What was read of the ledger, unless it was closed meanwhile.
    mutating func take(_ recorded: RecordedExchange?, _ number: Int) {
        guard case .exchange(var open) = overlays.last, open.summary.number == number else { return }
        open.recorded = recorded
        open.isGone = recorded == nil
        replaceOverlay(.exchange(open))
    }

    private mutating func openExchange() -> [Effect] {
        guard let exchange = log.selection?.exchange else { return [] }
        overlays.append(.exchange(OpenExchange(exchange)))
        return [.loadExchange(exchange.number)]
    }
}

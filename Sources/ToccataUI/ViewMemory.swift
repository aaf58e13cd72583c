package import TerminalKit
package import ToccataApp
import ToccataCore

/// Draws as ``view(_:size:)`` does, from what was drawn last where only the mark of a list has moved since: the key
/// that is pressed most changes two rows.
package struct ViewMemory {
    private struct Drawn {
        let frame: Frame
        /// Without the lists: a copy of those would have to be made at their next change.
        let rest: AppState
        let lists: [TaskList.Content]
        let viewport: ListViewport
        let detailed: ShortID?
        let hasNotice: Bool
    }

    private var last: Drawn?

    package init() {}

    package mutating func view(_ state: AppState, size: Size) -> Frame {
        // What has no mark that moves is not worth the comparison.
        guard let list = state.shownTasks, state.overlays.isEmpty, !state.isASCII else {
            last = nil
            return ToccataUI.view(state, size: size)
        }
        let (rest, lists) = (state.besidesMove, [state.queue.content, state.library.content])
        let detailed = state.detailedTask?.id
        let frame: Frame
        if let last, last.frame.size == size, last.lists == lists, last.detailed == detailed, last.rest == rest {
            frame = moved(last, state)
        } else {
            frame = ToccataUI.view(state, size: size)
        }
        last = Drawn(
            frame: frame,
            rest: rest,
            lists: lists,
            viewport: list.viewport,
            detailed: detailed,
            hasNotice: state.hasNotice
        )
        return frame
    }

    /// The hints are about the task that Detail shows, and that is the same.
    private func moved(_ last: Drawn, _ state: AppState) -> Frame {
        var frame = last.frame
        let layout = Layout(state, frame.size)
        guard layout.form != .tiny else { return frame }
        TasksView(state, layout).drawMove(from: last.viewport, &frame)
        if last.hasNotice || state.hasNotice {
            drawFooter(state, layout, &frame)
        } else {
            drawStanding(state, layout, &frame)
        }
        return frame
    }
}

extension AppState {
    fileprivate var hasNotice: Bool { notice != nil || prefix != nil }
}

import BachAPI
import TerminalKit
import ToccataCore

/// Tags: a person's own words on tasks.
extension AppState {
    /// Asks for tags of the marked tasks, or of what is selected.
    mutating func askForTags() -> [Effect] {
        let ids = several.map(inOrder)?.map(\.id) ?? [selectedTask?.id].compactMap(\.self)
        if !ids.isEmpty { overlays.append(.input(LineInput(.tag(ids)))) }
        return []
    }

    func tagProblem(_ text: String) -> String? {
        do throws(TagChange.Problem) {
            return try TagChange(text).isEmpty ? "+word puts a tag on, -word takes it off." : nil
        } catch {
            return error.description
        }
    }

    /// Only what becomes different is done, and can be taken back.
    mutating func tag(_ ids: [ShortID], _ text: String) -> [Effect] {
        guard let change = try? TagChange(text) else { return [] }  // The line was refused.
        let meant = Set(ids)
        let tasks = queue.tasks.filter { meant.contains($0.id) }.compactMap { task -> LocalChange.TagsOfTask? in
            let change = task.tags.changed(by: change).change(from: task.tags)
            return change.isEmpty ? nil : LocalChange.TagsOfTask(id: task.id, change: change)
        }
        notice = Notice(tasks.isEmpty ? "Nothing to change: the tags are so already." : said(tasks, change))
        if !tasks.isEmpty { changes.add(.tagged(tasks)) }
        return tasks.map { .tag($0.id, $0.change) }
    }

    private func said(_ tasks: [LocalChange.TagsOfTask], _ change: TagChange) -> String {
        let what = tasks.count == 1 ? "\(tasks[0].id)" : "\(tasks.count) tasks"
        return "\(change.text) on \(what); \(key(.undo, in: .tasks)) takes it back."
    }
}

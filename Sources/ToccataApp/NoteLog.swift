package import FoundationEssentials
package import TerminalKit

/// The newest notes, oldest first.
package struct NoteLog: Equatable, Sendable {
    /// The most notes kept.
    package static let capacity = 500

    package private(set) var notes: [Note] = []
    package private(set) var viewport = ListViewport()

    package init() {}

    /// Adds a note; the mark follows when it stood on the newest.
    mutating func add(_ note: Note) {
        let followed = (viewport.selection ?? 0) >= notes.count - 1
        notes.append(note)
        if notes.count > Self.capacity {
            notes.removeFirst()
            viewport.select((viewport.selection ?? 0) - 1)
        }
        viewport.resize(count: notes.count)
        if followed { viewport.select(notes.count - 1) }
    }

    mutating func move(_ motion: Motion, rows: Int) { viewport.move(motion, rows: rows) }
}

/// A notice with its time, as the log keeps it.
package struct Note: Equatable, Sendable {
    package var time: Date
    package var notice: Notice

    package init(_ notice: Notice, at time: Date) {
        self.notice = notice
        self.time = time
    }
}

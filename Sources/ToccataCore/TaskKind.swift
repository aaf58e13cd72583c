package import BachAPI

/// What tasks have in common that take about the same time.
package struct TaskKind: Hashable, Sendable {
    let server: String
    let mode: String
    /// Nil where tasks of every size and length are meant.
    var resolution: String?
    var duration: Int?

    package init(_ task: VideoTask) {
        server = task.server.name
        mode = task.mode.rawValue
        resolution = task.request[task.mode == .multiImageToVideo ? "mode" : "resolution"]?.stringValue ?? ""
        duration = task.request["duration"]?.integerOrDigits ?? 0
    }

    package init(server: ServerIdentity, mode: Mode, resolution: String, duration: Int) {
        (self.server, self.mode) = (server.name, mode.rawValue)
        (self.resolution, self.duration) = (resolution, duration)
    }

    /// All of the mode at that server.
    var coarser: TaskKind {
        var kind = self
        (kind.resolution, kind.duration) = (nil, nil)
        return kind
    }
}

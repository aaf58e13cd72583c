import BachAPI
import PlainText
import ToccataCore

/// The name of a video's file, without its ending: `LOCAL-k3f9ax_lake-at-dawn_42`.
enum VideoName {
    static func make(for task: VideoTask) -> String {
        let slug = PlainText.slug(task.prompt, fallback: task.mode.rawValue)
        let seed = task.seed.map { "_\($0)" } ?? ""
        return (task.isPlaceholder ? "LOCAL-" : "") + "\(PlainText.slug(task.id.rawValue))_\(slug)\(seed)"
    }
}

import PlainText
package import ToccataCore

/// The name of the folder of a subject's pictures: `Mara-k3f9ax`.
package enum SubjectFolder {
    /// Named like the subject as far as its name is fit for that, and like the task: names that differ may look the
    /// same as folders, and what is saved for one task must never take the place of another's.
    package static func name(for task: VideoTask) -> String {
        let name = Subject(madeBy: task, pictures: []).name
        let slug = PlainText.slug(name, fallback: "subject")
        return "\(slug == name.lowercased() ? name : slug)-\(PlainText.slug(task.id.rawValue))"
    }
}

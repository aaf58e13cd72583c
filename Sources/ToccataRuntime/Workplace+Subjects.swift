import BachAPI
import FoundationEssentials
import PlainText
import ToccataConfig
package import ToccataCore

extension Workplace {
    /// A new task that has the service make a subject, not recorded yet.
    package func task(making subject: Subject, origin: VideoTask.Origin) -> VideoTask {
        let folder = Self.folder(for: subject.name, in: configuration.directories.subjects)
        return task(mode: .textToSubject, request: subject.order, origin: origin, folder: folder)
    }

    /// A folder that is not there yet, named like the subject as far as its name is fit for one.
    static func folder(for name: String, in parent: String) -> String {
        let slug = PlainText.slug(name, fallback: "subject")
        let plain = parent + "/" + (slug == name.lowercased() ? name : slug)
        var number = 1
        var folder = plain
        while FileManager.default.fileExists(atPath: folder) {
            number += 1
            folder = "\(plain)-\(number)"
        }
        return folder
    }
}

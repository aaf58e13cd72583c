import BachAPI
import FoundationEssentials
import PlainText
import ToccataConfig
package import ToccataCore

extension Workplace {
    /// A new task that has the service make a subject, not recorded yet.
    package func task(making subject: Subject, origin: VideoTask.Origin) -> VideoTask {
        task(mode: .textToSubject, request: subject.order, origin: origin, folder: subjectFolder(for: subject.order))
    }

    /// A new task of the console; of a subject the pictures have a folder of their own.
    func consoleTask(_ mode: Mode, _ request: JSONValue) -> VideoTask {
        let folder = mode == .textToSubject ? subjectFolder(for: request) : nil
        return task(mode: mode, request: request, origin: .console, folder: folder)
    }

    private func subjectFolder(for order: JSONValue) -> String {
        Self.folder(for: order["name"]?.stringValue ?? "", in: configuration.directories.subjects)
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

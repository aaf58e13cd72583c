import BachAPI
import ToccataConductor
import ToccataConfig
package import ToccataCore

extension Workplace {
    /// A new task that has the service make a subject, not recorded yet.
    package func task(making subject: Subject, origin: VideoTask.Origin) -> VideoTask {
        inOwnFolder(task(mode: .textToSubject, request: subject.order, origin: origin, folder: nil))
    }

    /// A new task of the console, which may be taken back for a moment; of a subject the pictures have a folder of
    /// their own.
    func consoleTask(_ mode: Mode, _ request: JSONValue) -> VideoTask {
        let task = task(mode: mode, request: request, origin: .console, folder: nil).waiting(configuration.grace)
        return mode == .textToSubject ? inOwnFolder(task) : task
    }

    private func inOwnFolder(_ task: VideoTask) -> VideoTask {
        var task = task
        task.folder = configuration.directories.subjects + "/" + SubjectFolder.name(for: task)
        return task
    }
}

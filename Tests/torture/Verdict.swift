import FoundationEssentials
import Glibc
import ToccataCore

/// Compares what was wanted, the ledger, the server's own record and the folder.
struct Verdict {
    private(set) var wrongs: [String] = []
    private(set) var lost = 0
    private(set) var doubled = 0
    private(set) var videos = 0
    /// Second names of whole videos, which a process left that died before it could take them away.
    private(set) var leftovers = 0
    let creates: Int

    init(intents: [String], tasks: [VideoTask], made: [Service.Made], home: String) {
        creates = made.count
        var files: Set<String> = []
        for id in intents {
            let makings = made.filter { $0.intent == id }
            doubled += max(0, makings.count - 1)
            if makings.count != 1 { wrongs.append("\(id): made \(makings.count) times") }
            guard let task = tasks.first(where: { $0.id.rawValue == id }) else {
                lost += 1
                wrongs.append("\(id): not in the ledger")
                continue
            }
            if let making = makings.first, task.taskID != making.taskID { wrongs.append("\(id): another task's id") }
            if makings.first?.hasFailed == true, task.state == .failed { continue }
            guard task.state == .done, let file = task.file else {
                lost += 1
                wrongs.append("\(id): \(task.state.label), \(task.message ?? "")")
                continue
            }
            check(file, of: id, &files)
        }
        if made.count > intents.count { wrongs.append("the server made \(made.count) of \(intents.count) tasks") }
        var there = Set((try? FileManager.default.contentsOfDirectory(atPath: home + "/videos")) ?? [])
        let names = Set(files.map { String($0.split(separator: "/").last ?? "") })
        for part in there.subtracting(names).filter({ $0.hasSuffix(".part") }) where Self.isSecondName(part, home) {
            there.remove(part)
            leftovers += 1
        }
        if there != names { wrongs.append("in the folder: \(there.symmetricDifference(names).sorted())") }
    }

    private mutating func check(_ file: String, of id: String, _ files: inout Set<String>) {
        videos += 1
        files.formUnion([file, file.dropLast(4) + ".json"])
        if (try? Data(contentsOf: URL(filePath: file))) != Video.expected(of: id) {
            lost += 1
            wrongs.append("\(id): \(file) is not the video")
        }
    }

    /// Whether a part is the same file as the video of that name.
    private static func isSecondName(_ part: String, _ home: String) -> Bool {
        var (first, second) = (stat(), stat())
        let path = home + "/videos/" + part
        guard stat(path, &first) == 0, stat(String(path.dropLast(".part".count)), &second) == 0 else { return false }
        return first.st_ino == second.st_ino
    }
}

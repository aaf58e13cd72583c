import FoundationEssentials
import ToccataCore

/// Compares what was wanted, the ledger, the server's own record and the folder.
struct Verdict {
    private(set) var wrongs: [String] = []
    private(set) var lost = 0
    private(set) var doubled = 0
    private(set) var videos = 0
    private(set) var takenBack = 0
    private(set) var failedThere = 0
    let creates: Int

    init(intents: [String], tasks: [VideoTask], made: [Service.Made], home: String) {
        creates = made.count
        var files: Set<String> = []
        for id in intents {
            let makings = made.filter { $0.intent == id }
            doubled += max(0, makings.count - 1)
            guard let task = tasks.first(where: { $0.id.rawValue == id }) else {
                lost += 1
                wrongs.append("\(id): not in the ledger")
                continue
            }
            if task.state == .stopped, makings.isEmpty {
                takenBack += 1
                continue
            }
            if makings.count != 1 { wrongs.append("\(id): made \(makings.count) times") }
            if let making = makings.first, task.taskID != making.taskID { wrongs.append("\(id): another task's id") }
            if makings.first?.hasFailed == true, task.state == .failed {
                failedThere += 1
                continue
            }
            guard task.state == .done, let file = task.file else {
                lost += 1
                wrongs.append("\(id): \(task.state.label), \(task.message ?? "")")
                continue
            }
            check(file, of: id, &files)
        }
        if made.count > intents.count { wrongs.append("the server made \(made.count) of \(intents.count) tasks") }
        let there = Set((try? FileManager.default.contentsOfDirectory(atPath: home + "/videos")) ?? [])
        let names = Set(files.map { String($0.split(separator: "/").last ?? "") })
        if there != names { wrongs.append("in the folder: \(there.symmetricDifference(names).sorted())") }
    }

    private mutating func check(_ file: String, of id: String, _ files: inout Set<String>) {
        videos += 1
        if !files.insert(file).inserted { wrongs.append("\(id): \(file) is the video of another task, too") }
        let sidecar = String(file.dropLast(4)) + ".json"
        files.insert(sidecar)
        // Missing: it does not contain the prompt either.
        if (try? String(contentsOfFile: sidecar, encoding: .utf8))?.contains("torture-\(id)") != true {
            wrongs.append("\(id): \(sidecar) does not tell of it")
        }
        if (try? Data(contentsOf: URL(filePath: file))) != Video.expected(of: id) {
            lost += 1
            wrongs.append("\(id): \(file) is not the video")
        }
    }
}

/// What words are looked for in of a task, in small letters: prompt, ids and file.
package struct SearchText: Equatable, Sendable {
    private let bytes: [UInt8]

    package init(_ task: VideoTask) {
        let parts = [task.prompt, task.id.rawValue, task.taskID ?? "", task.file ?? "", task.tags.text]
        bytes = Array(parts.joined(separator: "\n").lowercased().utf8)
    }

    /// - Parameter word: In small letters.
    func contains(_ word: [UInt8]) -> Bool {
        var start = 0
        while start + word.count <= bytes.count {
            var length = 0
            while length < word.count, bytes[start + length] == word[length] { length += 1 }
            if length == word.count { return true }
            start += 1
        }
        return word.isEmpty
    }
}

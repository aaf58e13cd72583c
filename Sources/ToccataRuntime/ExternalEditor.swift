import FoundationEssentials
import Glibc
import PlainText
import ProcessKit
import ToccataApp

/// Has a text edited by whatever a person uses for that, in the terminal, without a shell.
///
/// The text lies in a file (0600) until it has been taken. A file that is left behind belongs to a console that ended
/// while the editor ran.
struct ExternalEditor: Sendable {
    private static let prefix = "prompt-"
    private static let suffix = ".txt"
    /// Far more than any prompt.
    private static let mostBytes = 1 << 20

    /// A program and its arguments.
    let words: [String]
    let environment: [String: String]
    let folder: String

    /// Runs the editor to its end; the terminal must have been given back.
    func edit(_ text: String) async -> EditedText {
        let path = "\(folder)/\(Self.prefix)\(ownName)\(Self.suffix)"
        // What an earlier edit of this process left is not written over.
        guard PrivateFile.write(Array((text + "\n").utf8), to: path) else {
            return .refused("The editor was not started: \(path) cannot be made: \(String(cString: strerror(errno))).")
        }
        do throws(ProcessError) {
            let result = try await ChildProcess.run(invocation(path))
            return take(path, before: text, failure: result.isSuccess ? nil : Self.words(of: result.end))
        } catch {
            unlink(path)
            return .refused("The editor was not started. \(error.description)")
        }
    }

    private func invocation(_ path: String) throws(ProcessError) -> Invocation {
        let name = words.first ?? ""
        return Invocation(
            try Executable.path(of: name, environment: environment),
            words.dropFirst() + [path],
            environment: environment.filter { !$0.key.hasPrefix("BACH_") },
            input: .inherited,
            output: .inherited,
            errors: .inherited,
            relation: .foreground
        )
    }

    /// Takes the file's text and removes the file; what cannot be taken stays there.
    private func take(_ path: String, before: String, failure: String?) -> EditedText {
        let text = Self.text(in: path)
        if text == before {
            unlink(path)
            return failure.map { .refused("The editor ended \($0): the text stays as it was.") } ?? .unchanged
        }
        if let failure {
            return .refused("The editor ended \(failure): the text stays as it was. What it had written is in \(path)")
        }
        guard let text else {
            return .refused("The text stays as it was: \(path) is no UTF-8 text of at most a megabyte.")
        }
        unlink(path)
        return .changed(text)
    }

    /// Without the line break that editors put at a file's end.
    private static func text(in path: String) -> String? {
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= mostBytes,
            let text = String(validating: data, as: UTF8.self)
        else {
            return nil  // Not to be taken, whatever the reason: the file stays where it is.
        }
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private static func words(of end: ProcessResult.End) -> String {
        switch end {
        case .exited(let code): "with \(code)"
        case .signalled(let number): "by signal \(number)"
        }
    }

    private var ownName: String { Self.name(of: .own()) }

    private static func name(of process: ProcessIdentity) -> String { "\(process.processID)-\(process.startTime)" }

    /// The files of consoles that are gone; one that holds a `known` text is removed, for nothing is lost with it.
    func leftovers(known: Set<String>) -> [String] {
        // No folder: nothing was edited yet.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter(Self.isLeft).map { "\(folder)/\($0)" }.filter { path in
            guard let text = Self.text(in: path), known.contains(text) else { return true }
            unlink(path)
            return false
        }
    }

    private static func isLeft(_ name: String) -> Bool {
        guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return false }
        let numbers = name.dropFirst(prefix.count).dropLast(suffix.count).split(separator: "-")
        guard numbers.count == 2, let process = Int32(numbers[0]), let start = UInt64(numbers[1]) else { return false }
        return !ProcessIdentity(processID: process, startTime: start).isAlive
    }
}

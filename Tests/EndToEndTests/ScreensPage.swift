import FoundationEssentials
import ProcessKit
import Testing
import ToccataCore

/// `docs/screens.md`: a section for each size, each written by the test that took its screens.
enum ScreensPage {
    private static let path = Project.root + "/docs/screens.md"

    private static let head = """
        # Screens

        The console as it is, taken from the built program in tmux on a ledger with one of everything. `make screens`
        takes them anew; ages and dates are those of that moment. What is not ASCII in a prompt is a `?` with `--ascii`.

        """

    /// Puts a section in the place of the one of that name, if screens are to be written down.
    static func write(_ screens: [(title: String, screen: String)], for look: String) throws {
        guard ProcessInfo.processInfo.environment["TOCCATA_WRITE_SCREENS"] != nil else { return }
        var sections = try sections()
        sections[look] =
            screens.map { "\($0.title):\n\n```text\n\(trimmed($0.screen))\n```\n" }.joined(separator: "\n")
            .trimmed
        let names = ScreensTests.Look.all.map(\.testDescription)
        let body = names.compactMap { name in sections[name].map { "\n## \(name)\n\n\($0)\n" } }.joined()
        try Data((head + body).utf8).write(to: URL(filePath: path))
        for (title, screen) in screens { try writeIntoReadme(trimmed(screen), named: "\(look): \(title)") }
    }

    /// Puts a screen into the README, where a comment there asks for it.
    private static func writeIntoReadme(_ screen: String, named name: String) throws {
        let path = Project.root + "/README.md"
        var text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let begin = "<!-- screen \(name) -->\n```text\n"
        guard let start = text.firstRange(of: begin),
            let end = text[start.upperBound...].firstRange(of: "\n```")
        else { return }
        text.replaceSubrange(start.upperBound..<end.lowerBound, with: screen)
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private static func trimmed(_ screen: String) -> String {
        var lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    private static func sections() throws -> [String: String] {
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let parts = text.components(separatedBy: "\n## ").dropFirst()
        return Dictionary(
            parts.map { part in
                let name = part.prefix { $0 != "\n" }
                return (String(name), String(part.dropFirst(name.count)).trimmed)
            },
            uniquingKeysWith: { $1 }
        )
    }
}

import FoundationEssentials
import Testing

/// Where text leaves the programs.
///
/// A new place belongs into a table here, once it is known what filters it.
@Suite("Every place that writes to a terminal, a log or a file's name")
struct OutputTests {
    /// Files that write bytes to a descriptor or a file, how often, and why nothing hostile leaves there.
    private static let writers: [String: (Int, String)] = [
        "BachClient/PartFile.swift": (1, "the origin of a part, read by nobody but us"),
        "BachServer/Rendering/Workbench.swift": (1, "captions for ffmpeg in a folder of their own"),
        "BachServer/Service/DataFolders.swift": (1, "zeros"),
        "BachServer/Service/Service+MultiImage.swift": (1, "pictures"),
        "BachServer/Service/ServerCommand.swift": (1, "PlainText.logLine, or our own texts"),
        "BachServer/Uploads/Base64File.swift": (1, "pictures"),
        "CTerminal/CTerminal.c": (3, "a byte for a pipe, and the texts that give the terminal back"),
        "CursesTerminal/Bell.swift": (1, "a byte that rings"),
        "CursesTerminal/ErrorLog.swift": (1, "PlainText.lines"),
        "CursesTerminal/TerminalDevice.swift": (1, "what ncurses made of cells, and our own sequences"),
        "HTTPKit/Transfer.swift": (1, "the bytes of a video or picture"),
        "HTTPServerKit/FormReceiver.swift": (1, "the bytes of an upload"),
        "ProcessKit/ChildProcess.swift": (1, "a byte for a pipe"),
        "ProcessKit/InputFeed.swift": (1, "what a child is to read"),
        "ToccataCLI/CommandOutput.swift": (1, "PlainText.line; results are filtered, or JSON"),
        "ToccataLedger/LedgerBell.swift": (1, "a byte that rings"),
        "ToccataLedger/PollerLock.swift": (2, "a byte that rings; the number of its process"),
        "ToccataConductor/Sidecar.swift": (1, "JSON, which escapes"),
        "ToccataRuntime/Console.swift": (1, "PlainText.lines"),
        "ToccataRuntime/PrivateFile.swift": (1, "keys, a port and a process id"),
        "poll-simulation/main.swift": (2, "numbers"),
    ]

    /// Files that put cells on the screen: each cell has been through `PlainText.glyphs`.
    private static let drawers = ["CTerminal/CTerminal.c": 1]

    /// Files that make a name of a text from outside, and what of.
    private static let namers: [String: (Int, String)] = [
        "ToccataConductor/SubjectFolder.swift": (2, "a subject's name and its task's id"),
        "ToccataConductor/VideoName.swift": (2, "a prompt and its task's id"),
    ]

    @Test("is known: what writes")
    func writers() throws {
        let pattern =
            /(?:^|\W)p?write\([^,()]+, (?!\w+:)|\.write\(to: URL|(?:^|\W)(?:print|debugPrint|v?dprintf|v?fprintf|fputs|puts|putchar|fwrite|syslog|NSLog)\(/
        try expect(pattern, Self.writers.mapValues(\.0))
    }

    @Test("is known: what draws")
    func drawers() throws {
        let pattern =
            /(?:^|\W)(?:mv)?w?(?:addn?w?str|add_wchn?str|addch|echochar|printw|add_wch|ins_wch|addchn?str)\(|(?:^|\W)t?put[ps]\(/
        try expect(pattern, Self.drawers)
    }

    @Test("is known: what names a file after a text")
    func namers() throws {
        try expect(/PlainText\.slug\(/, Self.namers.mapValues(\.0))
    }

    private func expect(_ pattern: some RegexComponent, _ known: [String: Int]) throws {
        let found = try counts(pattern)
        for name in Set(found.keys).union(known.keys).sorted() {
            #expect(found[name, default: 0] == known[name, default: 0], "\(name)")
        }
    }

    /// How often a pattern stands in each file of the sources, comments and declarations left out.
    private func counts(_ pattern: some RegexComponent) throws -> [String: Int] {
        let root = Project.root + "/Sources"
        var counts: [String: Int] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
            guard [".swift", ".c"].contains(where: name.hasSuffix) else { continue }
            let text = String(decoding: try Data(contentsOf: URL(filePath: root + "/" + name)), as: UTF8.self)
            let lines = text.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
            // Most lines hold none of these, and are not worth a regular expression.
            let calls = lines.filter { line in
                ["rite(", "rint", "put", "log(", "Log(", "add", "ins_", "slug("].contains(where: line.contains)
            }
            let count = calls.reduce(0) { $0 + $1.replacing("func ", with: "func_").matches(of: pattern).count }
            if count > 0 { counts[name] = count }
        }
        return counts
    }
}

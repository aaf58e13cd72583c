import ProcessKit

/// Where the tree under test is.
enum Project {
    /// The folder that holds Package.swift.
    static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    /// A program that was built with the tests.
    static func program(_ name: String) -> String {
        let folder = Executable.own().map { $0.split(separator: "/").dropLast().map { "/" + $0 }.joined() }
        let beside = folder.map { $0 + "/" + name }
        return beside.flatMap { Executable.find($0, environment: [:]) } ?? root + "/.build/debug/" + name
    }
}

import Glibc

/// Finds programs.
package enum Executable {
    /// The path of a program: `name` itself if it holds a slash, else the first on `PATH` that may be run.
    ///
    /// Empty and relative entries of `PATH` are passed over: what is run does not depend on the folder one is in.
    package static func find(_ name: String, environment: [String: String]) -> String? {
        guard !name.contains("/") else { return mayRun(name) ? name : nil }
        guard !name.isEmpty else { return nil }
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }.first(where: mayRun)
    }

    /// As ``find(_:environment:)``, but a program that is missing is an error with a sentence.
    package static func path(of name: String, environment: [String: String]) throws(ProcessError) -> String {
        guard let path = find(name, environment: environment) else { throw .notFound(name) }
        return path
    }

    /// The path of the program that is running.
    package static func own() -> String? {
        var characters = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &characters, characters.count)
        guard count > 0 else { return nil }
        return String(decoding: characters.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func mayRun(_ path: String) -> Bool {
        var information = stat()
        guard stat(path, &information) == 0 else { return false }
        return information.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}

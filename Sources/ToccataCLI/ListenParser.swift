import BachAPI

/// The options of `listen`.
enum ListenParser {
    static func parse(_ arguments: inout Arguments) throws(UsageError) -> Command.Listening {
        var listening = Command.Listening()
        while let word = arguments.next() {
            guard case .option(let option) = word else {
                throw UsageError("listen takes no values. See toccata listen --help.")
            }
            switch option {
            case "--json": listening.watching.json = true
            case "--plain": listening.watching.json = false
            case "--poll-interval":
                listening.watching.pollInterval = try CommandParser.period(&arguments, option)
            case "--port": listening.port = try port(&arguments)
            case "--host": listening.host = try host(&arguments)
            case "--public-url": listening.publicURL = try publicURL(&arguments)
            case "--new-path": listening.hasNewPath = true
            case "--print-url": listening.printsURL = true
            default: throw CommandParser.unknown(option, "listen")
            }
        }
        return listening
    }

    private static func port(_ arguments: inout Arguments) throws(UsageError) -> Int {
        let text = try arguments.value(of: "--port")
        guard let port = Int(text), (0...65535).contains(port) else {
            throw UsageError("--port takes a number from 0 to 65535, not '\(text)'.")
        }
        return port
    }

    private static func host(_ arguments: inout Arguments) throws(UsageError) -> String {
        let host = try arguments.value(of: "--host")
        guard !host.isEmpty else { throw UsageError("--host takes an address of this machine, such as 127.0.0.1.") }
        return host
    }

    /// Without the slash at its end; with the path behind it, it is no longer than a callback URL may be.
    private static func publicURL(_ arguments: inout Arguments) throws(UsageError) -> String {
        var url = try arguments.value(of: "--public-url")
        while url.hasSuffix("/") { url.removeLast() }
        if url.isEmpty { return url }
        let isPlain = url.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"?#\"<>\\^`{|}".utf8.contains($0) }
        let parts = url.split(separator: "/", omittingEmptySubsequences: false)
        guard isPlain, parts.count > 2, ["http:", "https:"].contains(parts[0]), parts[1].isEmpty, !parts[2].isEmpty
        else { throw UsageError("--public-url takes a URL that begins with https:// or http:// and has no query.") }
        guard url.utf8.count <= Limits.current.callbackLength - 40 else {
            throw UsageError("--public-url is too long.")
        }
        return url
    }
}

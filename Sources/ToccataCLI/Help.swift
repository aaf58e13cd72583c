import BachAPI

/// The help pages; they name what is built and nothing else.
package enum Help {
    static func isCommand(_ word: String) -> Bool { pages[word] != nil }

    /// The page of a command, or the overview.
    package static func page(_ topic: String?) -> String {
        topic.flatMap { pages[$0] } ?? overview
    }

    /// The first line of a command's page, for a command line that does not fit it.
    static func usageLine(of command: String) -> String {
        let subjects = ["subject list": "[--json]", "subject show": "NAME [--json]", "subject delete": "NAME [--json]"]
        if let rest = subjects[command] { return "Usage: toccata \(command) \(rest)" }
        let line = pages[command]?.split(separator: "\n").first.map(String.init) ?? "toccata --help"
        return "Usage: \(line)"
    }

    private static let overview = """
        toccata [--ascii]                           the console
        toccata submit MODE [options]               send a request
        toccata tasks [--state S] [--mode M] [--limit N] [--json]
        toccata show ID [--json]                    one task with its events
        toccata wait ID... [--timeout S] [--poll-interval S] [--json]
        toccata download ID... [--to DIR] [--json]  save finished videos
        toccata watch [--json] [--poll-interval S]  send, poll and save without a screen
        toccata hold ID... | --sending [--json]     keep what is unsent here
        toccata release ID... | --sending [--json]  send what is held; let sending go on
        toccata tag ID... +WORD -WORD [--json]      put tags on tasks, take them off
        toccata listen --port P [--public-url URL]  watch, told by callbacks when to ask
        toccata attach MODE TASK_ID [--json]        watch a task made elsewhere
        toccata list MODE [--page N] [--page-size M] [--json]
                                                    the tasks that the service knows
        toccata upload FILE... [--json]             upload pictures, print their URLs
        toccata subject create|list|show|delete     the subjects of the library
        toccata keys [--json]                       the keys of the console
        toccata doctor [--json]                     what works on this machine, what not
        toccata token                               a signed token on standard output
        toccata serve [options]                     bach-local: the API on this machine
        toccata --help | --version                  toccata COMMAND --help tells more

        MODE is \(modes).
        ID is Toccata's short id (a unique beginning will do) or the service's task id.

        Without credentials everything runs against a local server that makes
        placeholder videos. BACH_ACCESS_KEY and BACH_SECRET_KEY, or BACH_API_TOKEN, and
        BACH_BASE_URL, or a profile in ~/.config/toccata/config.yaml, choose the real
        service.

        Exit codes: 0 done, 1 the task failed, 2 wrong command line or configuration,
        3 invalid request (nothing was sent), 4 refused by the service, 5 service not
        reached, 6 still running when the time was up, 7 sent but the answer was lost,
        8 finished but not saved, 130 interrupted. Of several tasks the highest counts.
        """

    private static let modes = Mode.videos.map(\.rawValue).joined(separator: ", ")

    private static let pages = ["submit": submit].merging(taskPages) { $1 }.merging(runningPages) { $1 }
        .merging(servicePages) { $1 }
}

extension String {
    /// With spaces up to a width; longer texts stay as they are.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

import BachAPI
import PlainText
import ToccataCore

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

    private static let pages: [String: String] = [
        "submit": submit,
        "tasks": """
        toccata tasks [--state STATE] [--mode MODE] [--limit N] [--json]

        Lists the tasks of the ledger, newest first. STATE is one of out, held, sending,
        retry, lost, pending, running, downloading, done, unsaved, failed, stopped,
        gone. MODE is that of submit, or \(Mode.textToSubject.rawValue), which makes a
        subject's pictures. Below the tasks it says what keeps others from going out.

        With --json each task holds all that the ledger knows of it, so that the list
        can stand in for a lost ledger: besides what submit prints, its server's
        base_url and key_id, origin, holder, group (the id of the first of
        several that were sent together), folder, sent_at, retry_at, attempts, the
        counts of answers without the task or its link, took (seconds until it was
        finished), question_at and tags. What is true at the moment: slow, where it
        takes longer than nine of ten like it (usual, in seconds, and seen, how many),
        and overdue, where it has no end an hour after it was sent, or at question_at.
        retry_at is when it is sent again, or, while it is downloading, when a download
        that broke off goes on, or, while it is unsaved, when a console or watch tries
        again to save it; message says what the matter was.
        """,
        "tag": """
        toccata tag ID... +WORD... -WORD... [--json]

        Puts tags on tasks and takes them off: +keep puts keep on, -draft takes draft
        off. A tag is 1 to \(Tags.longest) letters, digits, - _ or ., in small letters; a task
        has \(Tags.most) at most. The console finds them with / and tag:keep. Nothing of it goes to
        the service. Prints each task's tags; with --json, data is the tasks.
        """,
        "show": """
        toccata show ID [--json]

        Shows one task: its state, the service's words, the request, the video's URL and
        file, everything that happened to it, and each HTTP request with its answer,
        tokens masked.

        With --json, data.events and data.exchanges hold the last two. An exchange has
        kind (create, query, look_up, upload, download), method, url, at, took_ms, count
        and last_at (a question with the same answer is counted), request and answer,
        each with headers, body (JSON where it is, otherwise text) and note (why the
        body is not whole), the answer with status; answer is null where none came,
        error says why. data.tries has each time it was sent (sent_at) and what came of
        it (state, message): a LOST? task that was sent again has more than one.
        data.hold says what keeps an unsent task from going out (reason, code, since);
        null while nothing does.
        """,
        "wait": """
        toccata wait ID... [--timeout SECONDS] [--poll-interval SECONDS] [--json]

        Polls until each task has ended or the time (60 minutes) is up; then the ids are
        printed and the exit code is 6. Of a task without an end an hour after it was
        sent it says so, and goes on. Nothing is downloaded; toccata download does
        that.
        """,
        "watch": """
        toccata watch [--plain | --json] [--poll-interval SECONDS]

        Does what the console does, without a screen: sends what waits to go out, polls,
        looks for lost answers, saves videos, until it is told to end. It goes on when
        the session that started it ends. While another Toccata polls this ledger it
        only reports, and takes over when that one ends.

        Standard output has a line for each task that goes on or waits for a person,
        then one for each change: time, id, state, the service's words or the file. With
        --json each line is a document: {"schema": "toccata/1", "event": "task", "at",
        "task"}, the task as in toccata tasks --json; event "forgotten" has "id" in
        place of "task", event "dropped" has "count", the lines that a reader was too
        slow for. A task that is slow, or has no end after an hour, is told once more;
        it is asked about further. What else there is to say goes to standard error. A
        reader that is gone does not stop the work.

        SIGINT ends it with exit code 130, SIGTERM with 0; a request that is on its way
        gets 5 seconds for its answer first. SIGHUP is ignored.
        """,
        "listen": """
        toccata listen [--port P] [--host ADDRESS] [--public-url URL]
                       [--plain | --json] [--poll-interval SECONDS]
        toccata listen --print-url [--new-path] [--port P] [--public-url URL]

        Does what toccata watch does, and takes callbacks in: one that names a task has
        it asked about at once. Nothing else is taken from a callback, so that a forged
        one changes nothing; without any, tasks are polled as always. It may run beside
        a console on the same ledger.

          --port P          where to listen; 0 takes a free port
          --host ADDRESS    the address to listen at (default 127.0.0.1)
          --public-url URL  what the service reaches this machine by, a proxy or the
                            far end of ssh -R; '' for none
          --print-url       print the URL to give as callback_url, and end
          --new-path        make a new path that nobody knows; the old one is dead

        Port, host, public URL and path are remembered. Requests carry no callback by
        themselves: toccata submit ... --callback-url "$(toccata listen --print-url)",
        or the callback field in the console.

        The service has to reach the port. HTTPS is a reverse proxy's to speak; from a
        box behind a firewall, ssh -R 8090:127.0.0.1:8090 HOST brings HOST's port here.
        A POST to the path gets 200 at once, any other path 404.

        Lines and the way it ends are those of toccata watch.
        """,
        "download": """
        toccata download ID... [--to DIR] [--json]

        Saves the videos of finished tasks, each with a .json beside it that holds
        request, seed and answer. A file that is there already is never overwritten.
        """,
        "hold": """
        toccata hold ID... [--json]
        toccata hold --sending [--json]

        Keeps tasks that are not sent yet (OUT, RETRY) as HELD: no console, no watch and
        no restart sends them until toccata release ID, or s in the console. What has
        left already cannot be held: exit 2.

        --sending holds everything, as P in the console does: nothing goes out from any
        process of this ledger; what was sent goes on.
        """,
        "release": """
        toccata release ID... [--json]
        toccata release --sending [--json]

        Sends tasks that are HELD, which costs money, one after the other, and prints
        them as submit does, with its exit codes. A LOST? task is sent again only in the
        console, where it asks.

        --sending ends what holds everything: a person's pause, and what a service said.
        HELD tasks stay; what waits as OUT goes out from the console or watch that runs.
        """,
        "attach": """
        toccata attach MODE TASK_ID [--json]

        Takes a task that was made elsewhere into the ledger, to be watched like any
        other. For multi-image2video TASK_ID may be the external_task_id, too; a task
        whose answer was lost (LOST?) and that turns out to be this one goes on under
        its own id.
        """,
        "list": """
        toccata list MODE [--page N] [--page-size M] [--json]

        Asks the service for its tasks, one page (1 to 1000) of them at a time, up to
        500 on each (default 30), and shows which of them Toccata knows. Only
        multi-image2video has such a list. toccata attach takes one that is not in the
        ledger, or was lost.
        """,
        "upload": """
        toccata upload FILE... [--json]

        Uploads pictures and prints a URL for each, in their order; an empty line stands
        for one that has none. They go out up to 50 and 100 MB at a time, each content
        once, and a picture that this service has already is not sent again: after an
        interruption the same command goes on.

        All files are looked at first (a picture of 10 MB at most, by its content and
        its name): if one cannot be sent, nothing is. After that each has its own
        outcome, and the highest exit code counts. With --json each is {"file", "url",
        "sent", "error"}.
        """,
        "subject": """
        toccata subject create NAME --image URL|FILE ... [options] [--json]
        toccata subject create NAME --from-text TEXT|@FILE [options] [--json]
        toccata subject list | show NAME | delete NAME [--json]

        A subject is a person or thing shown from 2 to 4 sides. Options of create:
          --description TEXT   up to 500 characters
          --style WORD         realistic, anime, cartoon, 3d or pixel
          --type WORD          character or object
        submit elements2video --subject NAME uses it.

        --from-text has the service make four pictures of the text, up to 1000
        characters, which costs money, waits for them, and keeps them in
        ~/.local/share/toccata/subjects. Broken off, the same command, toccata wait or
        the console goes on with it; nothing is sent twice. A reference to it says the
        first 500 characters only.
          --poll-interval SECONDS, --timeout SECONDS   as with submit --wait
        delete leaves the pictures where they are.

        list and show tell how many tasks that were sent named the subject, and when
        the last of them was: with --json in uses, and last_used_at, a time or null.
        """,
        "keys": """
        toccata keys [--json]

        Prints what each key of the console does: place and action, its keys, and what
        that is. The configuration changes them by these names:
          keys:
            queue:
              hold: [f, F6]
        What of it cannot be is told, and exit code 2. In JSON each row of data has
        place, action, keys and help.
        """,
        "doctor": """
        toccata doctor [--json]

        Looks at the terminal, the clipboard, the configuration, the ledger, the folder
        for videos, the programs that are used, the service and its clock, that of
        multi-image where the profile names another, and says of each whether it works,
        and what to do. It starts no server and sends no request that costs: a service
        is asked for a task that does not exist.

        Exit code 0 where all works, warnings included; 2 for what is wrong here, 4
        where the service refuses, 5 where it is not reached. In JSON each row of data
        has verdict (ok, warning, wrong, refused, unreached), topic, text and advice.
        """,
        "token": """
        toccata token

        Signs a token with the access key and secret key and prints it. It lives 10
        days.
        """,
        "serve": """
        toccata serve [options]

        Runs bach-local, the same API on this machine; toccata serve --help shows its
        options.
        """,
    ]

    private static let submit = """
        toccata submit MODE [options] [--wait] [--download DIR] [--dry-run] [--json]

        Sends a request, which costs money and cannot be called back, and prints the id
        of the task.

        \(options)
          --image URL|FILE         a picture; several for elements2video and
                                   multi-image2video; a file is uploaded first
          --subject NAME           elements2video: a subject of the library
          --request FILE|-         the whole body, exactly as the API takes it; that of
                                   multi-image2video gets an external_task_id if it has
                                   none

          --wait                   poll until the task has ended
          --poll-interval SECONDS  between polls (default 10; 2 at the local server)
          --timeout SECONDS        at the longest (default 3600)
          --download DIR           save the video there
          --dry-run                show the request as a curl command; nothing is sent
          --json                   one JSON document on standard output

        The same request within ten minutes is sent, with a warning on standard error.
        @FILE instead of a text reads it from a file. References are sent in the order
        given. While sending is paused, nothing is sent: the task is HELD,
        exit 5. Where the service refused everything lately, this task is tried.
        """

    private static let options = SubmitOption.all.map { option in
        let flag = option.kind == .toggle ? "--[no-]" + option.flag.dropFirst(2) : option.flag
        let texts = PlainText.wrapped(option.help + modes(of: option), to: 53)
        return "  " + flag.padded(to: 25) + texts.joined(separator: "\n" + String(repeating: " ", count: 27))
    }.joined(separator: "\n")
}

extension Help {
    /// For which modes an option is, the shorter way.
    private static func modes(of option: SubmitOption) -> String {
        let others = Mode.videos.filter { !option.modes.contains($0) }
        if others.isEmpty { return "" }
        if others.count == 1 { return " (not \(others[0].rawValue))" }
        return " (\(option.modes.map(\.rawValue).joined(separator: ", ")))"
    }
}

extension String {
    /// With spaces up to a width; longer texts stay as they are.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

import BachAPI
import ToccataCore

extension Help {
    /// The pages about tasks that are there.
    static let taskPages: [String: String] = [
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
    ]
}

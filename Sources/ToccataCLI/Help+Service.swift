extension Help {
    /// The pages about the service and about this machine.
    static let servicePages: [String: String] = [
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
    ]
}

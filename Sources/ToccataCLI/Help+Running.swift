extension Help {
    /// The pages about what runs for long.
    static let runningPages: [String: String] = [
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
        "serve": """
        toccata serve [options]

        Runs bach-local, the same API on this machine; toccata serve --help shows its
        options.
        """,
    ]
}

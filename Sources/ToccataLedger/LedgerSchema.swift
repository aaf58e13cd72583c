package import SQLiteKit

/// The ledger's tables.
///
/// Times are milliseconds since 1970, UTC.
package enum LedgerSchema {
    /// Steps are only ever added; what has been released stays as it is.
    package static let migrations = [
        Migration("tasks and their events", tasks),
        Migration("drafts, subjects and uploaded pictures", things),
        Migration("what was forgotten", forgotten),
        Migration("requests and their answers", exchanges),
        Migration("links of copies with a watermark", "ALTER TABLE tasks ADD COLUMN watermark_url TEXT"),
        Migration("pictures that a task made", pictures),
        Migration("holds", holds),
        Migration("how long tasks took, and when a person is asked about them", ends),
        Migration("titles and revisions of drafts", revisions),
        Migration("tags, and what is left of forgotten tasks", remains),
        Migration("tasks that were sent together", "ALTER TABLE tasks ADD COLUMN task_group TEXT"),
        Migration("which tasks a draft was sent as", sendings),
        Migration(
            "which draft a task was made of",
            "CREATE INDEX revisions_by_task ON revisions (task) WHERE task IS NOT NULL"
        ),
    ]

    private static let tasks = """
        CREATE TABLE tasks (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            mode TEXT NOT NULL,
            server TEXT NOT NULL,
            base_url TEXT NOT NULL,
            key_id TEXT,
            origin TEXT NOT NULL,
            holder TEXT,
            request TEXT NOT NULL,
            state TEXT NOT NULL,
            task_id TEXT,
            status TEXT,
            message TEXT,
            code INTEGER,
            http_status INTEGER,
            video_url TEXT,
            file TEXT,
            folder TEXT,
            created_at INTEGER NOT NULL,
            sent_at INTEGER,
            finished_at INTEGER,
            retry_at INTEGER,
            attempts INTEGER NOT NULL,
            not_found_count INTEGER NOT NULL,
            no_url_count INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX tasks_by_state ON tasks (state, sequence);
        CREATE INDEX tasks_by_task_id ON tasks (task_id) WHERE task_id IS NOT NULL;
        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY,
            task TEXT NOT NULL REFERENCES tasks (id),
            at INTEGER NOT NULL,
            source TEXT NOT NULL,
            state TEXT NOT NULL,
            status TEXT,
            message TEXT
        ) STRICT;
        CREATE INDEX events_by_task ON events (task, sequence);
        """

    private static let things = """
        CREATE TABLE drafts (
            name TEXT NOT NULL PRIMARY KEY,
            json TEXT NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE subjects (
            name TEXT NOT NULL PRIMARY KEY,
            json TEXT NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE assets (
            hash TEXT NOT NULL,
            server TEXT NOT NULL,
            url TEXT NOT NULL,
            path TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            PRIMARY KEY (hash, server)
        ) STRICT;
        """

    /// Whoever follows the ledger learns here that a task is gone; a number is never used twice.
    private static let forgotten = """
        CREATE TABLE forgotten (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            task TEXT NOT NULL
        ) STRICT;
        """

    /// `took` is in milliseconds; null where nobody saw it.
    private static let ends = """
        ALTER TABLE tasks ADD COLUMN took INTEGER;
        ALTER TABLE tasks ADD COLUMN question_at INTEGER;
        CREATE INDEX tasks_by_took ON tasks (sequence) WHERE took IS NOT NULL;
        """

    /// A revision is a draft as it once was; `sent_at` is null for one that was never sent.
    private static let revisions = """
        ALTER TABLE drafts ADD COLUMN title TEXT;
        CREATE TABLE revisions (
            draft TEXT NOT NULL,
            number INTEGER NOT NULL,
            json TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            sent_at INTEGER,
            PRIMARY KEY (draft, number)
        ) STRICT;
        INSERT INTO revisions (draft, number, json, recorded_at) SELECT name, 1, json, updated_at FROM drafts;
        """

    /// `task` is the first of those that a revision was sent as, to see whether they were all taken back.
    private static let sendings = """
        ALTER TABLE revisions ADD COLUMN task TEXT;
        CREATE INDEX tasks_by_group ON tasks (task_group) WHERE task_group IS NOT NULL;
        """

    /// Tags are a JSON array of words; a row of what was forgotten is a JSON object by column, of the table `kind`.
    private static let remains = """
        ALTER TABLE tasks ADD COLUMN tags TEXT;
        ALTER TABLE forgotten ADD COLUMN at INTEGER;
        CREATE TABLE forgotten_rows (
            forgotten INTEGER NOT NULL,
            kind TEXT NOT NULL,
            json TEXT NOT NULL
        ) STRICT;
        CREATE INDEX forgotten_rows_by_number ON forgotten_rows (forgotten, kind);
        """

    /// A JSON array of links; null for a task that makes a video.
    private static let pictures = "ALTER TABLE tasks ADD COLUMN pictures TEXT;"

    /// Header fields are kept as lines, a name, a colon and a value.
    ///
    /// `change` is taken from the counter at each write, so that whoever follows the ledger finds what is new and what
    /// was repeated; a number is never used twice.
    private static let exchanges = """
        CREATE TABLE exchanges (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            change INTEGER NOT NULL,
            task TEXT,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            took INTEGER NOT NULL,
            count INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            method TEXT NOT NULL,
            url TEXT NOT NULL,
            headers TEXT NOT NULL,
            body TEXT,
            body_bytes INTEGER,
            body_note TEXT,
            status INTEGER,
            code INTEGER,
            message TEXT,
            answer_headers TEXT,
            answer_body TEXT,
            answer_bytes INTEGER,
            answer_note TEXT
        ) STRICT;
        CREATE INDEX exchanges_by_task ON exchanges (task, number);
        CREATE INDEX exchanges_by_change ON exchanges (change);
        CREATE TABLE exchange_changes (last INTEGER NOT NULL) STRICT;
        INSERT INTO exchange_changes (last) VALUES (0);
        """

    /// Why nothing is sent.
    ///
    /// An empty server stands for all, an empty key for none. A number is never used twice.
    private static let holds = """
        CREATE TABLE holds (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            server TEXT NOT NULL,
            base_url TEXT NOT NULL,
            key_id TEXT NOT NULL,
            reason TEXT NOT NULL,
            code INTEGER,
            since INTEGER NOT NULL,
            UNIQUE (server, base_url, key_id)
        ) STRICT;
        """
}

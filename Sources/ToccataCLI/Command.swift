// ToccataCLI is Toccata without a screen: arguments in, a command value, one document or a few lines out, an exit
// code. It must not know how tasks are sent, polled or kept; it asks the conductor and the ledger.

package import BachAPI
package import ToccataCore

/// What a command line asks for; parsing it does nothing yet.
package enum Command: Equatable, Sendable {
    case console(isASCII: Bool)
    case submit(Submission)
    case tasks(TaskFilter)
    case show(id: String, json: Bool)
    case wait(ids: [String], Waiting, json: Bool)
    case download(ids: [String], folder: String?, json: Bool)
    case attach(Mode, taskID: String, json: Bool)
    case list(ListQuery)
    case upload(files: [String], json: Bool)
    case hold(Holding)
    case release(Holding)
    case tag(ids: [String], TagChange, json: Bool)
    case subject(SubjectCommand)
    case watch(Watching)
    case listen(Listening)
    case token
    case keys(json: Bool)
    case doctor(json: Bool)
    /// What stands behind `serve`, for `bach-local`.
    case serve([String])
    case help(topic: String?)
    case version

    /// `submit`.
    package struct Submission: Equatable, Sendable {
        package var mode: Mode
        package var content: Content
        /// How long and how often to ask after sending; nil sends only.
        package var waiting: Waiting?
        package var folder: String?
        package var isDryRun = false
        package var json = false
    }

    /// What is to be sent.
    package enum Content: Equatable, Sendable {
        /// The options, in the API's names, `@FILE` and subjects not yet read.
        case options(OptionValues)
        /// A file that holds the body exactly as the API takes it; `-` is standard input.
        case file(String)
    }

    /// How long to wait for tasks.
    package struct Waiting: Equatable, Sendable {
        package var timeout: Duration = .seconds(3600)
        /// Nil for the configured period, or the usual one.
        package var pollInterval: Duration?
    }

    /// `tasks`.
    package struct TaskFilter: Equatable, Sendable {
        package var state: String?
        package var mode: Mode?
        package var limit: Int?
        package var json = false
    }

    /// `hold` and `release`.
    package struct Holding: Equatable, Sendable {
        package enum What: Equatable, Sendable {
            case tasks([String])
            /// Whatever is to go out, now or later.
            case sending
        }

        package var what: What
        package var json: Bool

        package init(_ what: What, json: Bool = false) {
            self.what = what
            self.json = json
        }
    }

    /// `watch`.
    package struct Watching: Equatable, Sendable {
        /// Nil for the configured period, or the usual one.
        package var pollInterval: Duration?
        package var json: Bool

        package init(pollInterval: Duration? = nil, json: Bool = false) {
            self.pollInterval = pollInterval
            self.json = json
        }
    }

    /// `listen`; what is nil stays as it was the last time.
    package struct Listening: Equatable, Sendable {
        package var watching = Watching()
        package var port: Int?
        package var host: String?
        /// Empty for none.
        package var publicURL: String?
        /// Whether those who know the path are to know it no more.
        package var hasNewPath = false
        /// Prints the URL for requests, and ends.
        package var printsURL = false

        package init() {}
    }

    /// `list`: what the service knows.
    package struct ListQuery: Equatable, Sendable {
        package var mode: Mode
        package var page: Int
        package var pageSize: Int
        package var json: Bool

        package init(
            mode: Mode,
            page: Int = 1,
            pageSize: Int = Limits.current.multiImage.pageSize,
            json: Bool = false
        ) {
            self.mode = mode
            self.page = page
            self.pageSize = pageSize
            self.json = json
        }
    }

    /// `subject`.
    package enum SubjectCommand: Equatable, Sendable {
        case create(name: String, description: String, style: String?, type: String?, pictures: [String], json: Bool)
        case make(SubjectOrder)
        case list(json: Bool)
        case show(name: String, json: Bool)
        case delete(name: String, json: Bool)
    }

    /// `subject create --from-text`.
    package struct SubjectOrder: Equatable, Sendable {
        package var name: String
        /// As it was given: `@FILE` is not yet read.
        package var text: String
        package var style: String?
        package var type: String?
        package var waiting = Waiting()
        package var json = false
    }
}

/// The options of `submit` that make a request, as they were given.
package struct OptionValues: Equatable, Sendable {
    /// By the API's name; of a repeated option the last one.
    package var texts: [String: String] = [:]
    package var switches: [String: Bool] = [:]
    /// `--image` and `--subject`, in the order given.
    package var references: [Reference] = []

    package enum Reference: Equatable, Sendable {
        case image(String)
        case subject(String)
    }
}

/// Why a command line cannot be understood; exit code 2.
package struct UsageError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

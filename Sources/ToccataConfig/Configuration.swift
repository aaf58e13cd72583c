// ToccataConfig makes one value of the configuration file, the environment and the flags: which service, with which
// key, and a person's habits. It must not know what is done with them.

package import TerminalKit
package import ToccataCore

/// Everything that is configured.
package struct Configuration: Equatable, Sendable {
    /// What the command line says of these things.
    package struct Flags: Equatable, Sendable {
        package var profile: String?
        package var downloadFolder: String?
        package var pollInterval: Duration?

        package init(profile: String? = nil, downloadFolder: String? = nil, pollInterval: Duration? = nil) {
            self.profile = profile
            self.downloadFolder = downloadFolder
            self.pollInterval = pollInterval
        }
    }

    package let directories: Directories
    package let plan: ServicePlan
    /// What is different for multi-image to video; nil where nothing is.
    package let multiImagePlan: MultiImagePlan?
    /// Where videos are saved.
    package let downloadFolder: String
    /// The base period of polling; nil for the service's advice.
    package let pollInterval: Duration?
    /// How many tasks a service may be at work on before the console lets more wait.
    package let mostRunning: Int
    /// What is to be changed of the keys.
    package let keys: [KeyChange]
    /// The filters of the Queue that have a key each.
    package let filters: [NamedFilter]
    /// How roles are to look on the screen, where they are to look otherwise than they come.
    package let looks: [Role: Look]
    /// How many videos are downloaded at the same time.
    package let downloadsAtOnce: Int
    /// How long a send of the console can be taken back before it leaves; zero lets it go at once.
    package let grace: Duration
    /// A program and its arguments, the file's name to be added.
    package let editor: [String]
    /// The same for videos; nil to look for what is installed.
    package let player: [String]?
    /// Takes on its standard input what is copied; nil to look for what is there.
    package let clipboard: [String]?
    /// Run with a sentence when a task has ended.
    package let notify: [String]?
    /// What is wrong or strange in the file.
    package let notices: [ConfigNotice]

    /// Reads the configuration file and decides.
    ///
    /// - Parameters:
    ///   - isStrict: Whether an unusable file is an error, as it is for a command; the console goes on without it.
    /// - Throws: ``ConfigError``; each of them is exit 2.
    package static func load(
        environment: [String: String],
        flags: Flags = Flags(),
        isStrict: Bool
    ) throws(ConfigError) -> Configuration {
        let file = try ConfigFile.read(Directories(environment: environment).configFile)
        if isStrict, let notice = file.firstError { throw .unusableFile(notice) }
        return try Configuration(environment: environment, flags: flags, file: file)
    }

    package init(environment: [String: String], flags: Flags, file: ConfigFile) throws(ConfigError) {
        directories = Directories(environment: environment)
        plan = try .choose(profileFlag: flags.profile, environment: environment, file: file)
        multiImagePlan = try .choose(
            profileFlag: flags.profile,
            environment: environment,
            file: file,
            main: plan
        )
        let folder = flags.downloadFolder ?? file.downloadFolder.flatMap { $0.isEmpty ? nil : $0 }
        downloadFolder = folder.map(directories.expand) ?? directories.videos
        pollInterval = flags.pollInterval ?? file.pollInterval
        mostRunning = file.mostRunning ?? 20
        keys = file.keys
        filters = file.filters ?? NamedFilter.standard
        looks = file.looks
        downloadsAtOnce = file.downloadsAtOnce ?? 3
        grace = file.grace ?? .seconds(3)
        let named = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0.map(ConfigFileReader.words) }
        // What is written here is meant for Toccata, the variables for every program.
        editor = file.editor ?? named.first { !$0.isEmpty } ?? ["vi"]
        player = file.player
        clipboard = file.clipboard
        notify = file.notify
        notices = file.notices
    }
}

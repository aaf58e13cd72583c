/// What to run, and how it is connected.
///
/// There is no shell: arguments arrive as they are.
package struct Invocation: Sendable {
    /// The path of a file; a bare name is for ``Executable/find(_:environment:)`` to look up.
    package var executable: String
    /// The arguments after the program's own name.
    package var arguments: [String]
    /// All of the child's environment: nothing is inherited beside it.
    package var environment: [String: String]
    /// The folder to run in; nil for the parent's.
    package var workingDirectory: String?
    package var input: Input
    package var output: Output
    package var errors: Output
    package var relation: Relation
    /// After this long the child is asked to end.
    package var timeout: Duration?
    /// How long a child that was asked to end has before it is killed.
    package var grace: Duration

    package init(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String],
        workingDirectory: String? = nil,
        input: Input = .nothing,
        output: Output = .captured(limit: 1 << 20),
        errors: Output = .captured(limit: 1 << 16),
        relation: Relation = .group,
        timeout: Duration? = nil,
        grace: Duration = .seconds(2)
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.input = input
        self.output = output
        self.errors = errors
        self.relation = relation
        self.timeout = timeout
        self.grace = grace
    }

    package enum Input: Sendable {
        /// `/dev/null`.
        case nothing
        /// These bytes, then the end of the file.
        case bytes([UInt8])
        /// The parent's own, for a program that talks to the terminal.
        case inherited
    }

    package enum Output: Sendable {
        /// `/dev/null`.
        case discarded
        /// Kept up to `limit` bytes; the child may go on writing, the rest is dropped.
        case captured(limit: Int)
        /// Each line, without its end, as soon as it is there. The handler runs on the child's own thread.
        case lines(@Sendable (String) -> Void)
        /// A descriptor of the parent's, which stays open there.
        case descriptor(Int32)
        /// The parent's own.
        case inherited
    }

    /// What the child shares with the parent, and so which signals reach it.
    package enum Relation: Sendable {
        /// A process group of its own: signals from the terminal miss it, ending it ends its children too.
        case group
        /// The parent's group, for a program that takes over the terminal.
        case foreground
        /// A session of its own: it lives on when the parent ends. Give its output a descriptor, not a pipe.
        case detached
    }
}

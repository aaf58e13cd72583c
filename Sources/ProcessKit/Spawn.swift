import CProcess
import Glibc

/// One call of `posix_spawn`: three descriptors, a folder, a relation.
struct Spawn {
    let invocation: Invocation
    /// What becomes 0, 1 and 2 in the child; nil for `/dev/null`.
    let standard: [Int32?]

    /// - Returns: The child's number.
    func start() throws(ProcessError) -> pid_t {
        guard !holdsZeroByte else { throw .zeroByte(executable: invocation.executable) }
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        connect(&actions)
        relate(&attributes)
        var pid: pid_t = 0
        let code = withStrings([invocation.executable] + invocation.arguments) { arguments in
            withStrings(invocation.environment.map { "\($0.key)=\($0.value)" }) { environment in
                Self.untilNotBusy {
                    posix_spawn(&pid, invocation.executable, &actions, &attributes, arguments, environment)
                }
            }
        }
        guard code == 0 else { throw .refused(executable: invocation.executable, code: code) }
        return pid
    }

    /// Tries again for a moment while the program's file is open for writing.
    ///
    /// A file that was just written stays so for an instant after it was closed: a child of another thread that has
    /// not reached its exec yet holds a copy of the descriptor.
    private static func untilNotBusy(_ spawn: () -> Int32) -> Int32 {
        var code = spawn()
        for _ in 0..<100 where code == ETXTBSY {
            usleep(1000)
            code = spawn()
        }
        return code
    }

    private var holdsZeroByte: Bool {
        let strings =
            [invocation.executable, invocation.workingDirectory ?? ""] + invocation.arguments
            + invocation.environment.flatMap { [$0.key, $0.value] }
        return strings.contains { $0.utf8.contains(0) }
    }

    private func connect(_ actions: inout posix_spawn_file_actions_t) {
        for (number, descriptor) in zip(Int32(0)..., standard) {
            if let descriptor {
                posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            } else {
                posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
            }
        }
        cprocess_add_close_from(&actions, 3)
        if let folder = invocation.workingDirectory {
            cprocess_add_change_folder(&actions, folder)
        }
    }

    /// The child starts with no signal blocked or ignored, whatever the parent does with its own.
    private func relate(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        switch invocation.relation {
        case .foreground: posix_spawnattr_setflags(&attributes, Int16(flags))
        case .group: posix_spawnattr_setflags(&attributes, Int16(flags | Int32(POSIX_SPAWN_SETPGROUP)))
        case .detached: cprocess_set_session(&attributes, Int16(flags))
        }
    }

    /// Lends the strings as C wants them: a list of pointers that ends with nil.
    private func withStrings<Answer>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Answer
    ) -> Answer {
        let pointers = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}

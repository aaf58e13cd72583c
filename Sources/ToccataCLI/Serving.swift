import Glibc
import ToccataConfig
import ToccataRuntime

/// `toccata serve`: becomes `bach-local`.
enum Serving {
    /// Returns only when that is not possible.
    static func serve(_ arguments: [String], _ context: CommandContext) -> Int32 {
        let folder = Directories(environment: context.environment).local
        do {
            let path = try EmbeddedServer.executable(.init(folder: folder, environment: context.environment))
            exec(path, ["bach-local"] + arguments)
            context.output.error("toccata: \(path) cannot be run: \(String(cString: strerror(errno))).")
        } catch {
            context.output.error("toccata: \(error)")
        }
        return ExitCode.usage.rawValue
    }

    private static func exec(_ path: String, _ arguments: [String]) {
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        pointers.append(nil)
        execv(path, pointers)
        for pointer in pointers { free(pointer) }
    }
}

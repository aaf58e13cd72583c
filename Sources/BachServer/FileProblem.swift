import FoundationEssentials
import Glibc

/// What went wrong with a file, in the system's own words instead of a dump of Foundation's error.
struct FileProblem: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ error: CocoaError) {
        let number = (error.underlying as? POSIXError)?.code.rawValue
        description = number.map { String(cString: strerror($0)) } ?? "error \(error.code.rawValue) of the file system"
    }
}

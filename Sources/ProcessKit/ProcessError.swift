import Glibc

/// Why a child could not be started.
package enum ProcessError: Error, Equatable, Sendable {
    /// No file of that name that may be run.
    case notFound(String)
    /// The system refused, with an `errno`.
    case refused(executable: String, code: Int32)
    /// An argument, a path or a variable holds a zero byte, which no program can receive.
    case zeroByte(executable: String)
}

extension ProcessError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notFound(let name):
            "There is no program \(name): install it, or put its folder on PATH."
        case .refused(let executable, let code):
            "\(executable) could not be started: \(String(cString: strerror(code)))."
        case .zeroByte(let executable):
            "\(executable) was not started: an argument holds a zero byte."
        }
    }
}

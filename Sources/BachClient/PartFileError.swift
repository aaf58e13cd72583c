import Glibc

/// Why a video or picture could not be written.
struct PartFileError: Error, Equatable, CustomStringConvertible {
    let description: String
    /// Whether another process is writing it.
    let isBusy: Bool

    init(_ text: String, isBusy: Bool = false) {
        description = text
        self.isBusy = isBusy
    }

    init(_ what: String, code: Int32) {
        isBusy = false
        description = "\(what): \(String(cString: strerror(code)))."
    }
}

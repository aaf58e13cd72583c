import CTerminal
import Glibc

/// Collects what ncurses would send, so that a frame leaves in one write.
///
/// ncurses writes in some eighty pieces for a page, each of which may become a packet of its own over SSH. It is
/// therefore given a file in memory for a terminal.
struct FrameOutput {
    private let descriptor: Int32
    /// What ncurses is told to write to.
    let file: UnsafeMutablePointer<FILE>

    init() throws(TerminalError) {
        descriptor = ct_memory_file()
        guard descriptor >= 0, let file = fdopen(descriptor, "r+") else {
            throw .system(doing: "making a file in memory", errno: errno)
        }
        self.file = file
    }

    /// What was written since the last call.
    func take() -> [UInt8] {
        fflush(file)
        let count = Int(lseek(descriptor, 0, SEEK_CUR))
        guard count > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, pread(descriptor, buffer.baseAddress, count, 0))
        }
        lseek(descriptor, 0, SEEK_SET)
        return bytes
    }
}

package import BachAPI
import BachClient
import FoundationEssentials
import Glibc
import ToccataApp

/// Looks into a file that is to be a picture.
package enum PictureInspector {
    /// Why a file cannot be the picture of a video, as a sentence that begins with its path; nil when it can.
    package static func problem(with path: String, for mode: Mode = .imageToVideo) -> String? {
        let finding = inspect(path)
        return finding.problem(mode).map { named($0, path) } ?? uploadProblem(path, finding)
    }

    /// Why a file cannot be uploaded; pictures that no video can be made from are taken, too.
    package static func uploadProblem(with path: String) -> String? { uploadProblem(path, inspect(path)) }

    private static func uploadProblem(_ path: String, _ finding: PictureFinding) -> String? {
        switch finding {
        case .unreadable(let reason): return named(reason, path)
        case .file(nil, _, _, _): return named("This is no picture.", path)
        case .file(_, let bytes, _, _):
            let file = UploadRules.File(name: LocalPicture(path: path).name, size: bytes, isPicture: true)
            return UploadRules.problem(files: [file]).map { named($0, path) }
        }
    }

    private static func named(_ sentence: String, _ path: String) -> String {
        sentence.hasPrefix(path) ? sentence : "\(path): \(sentence)"
    }

    static func inspect(_ path: String) -> PictureFinding {
        // Opened without waiting: a pipe of that name would never open.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .unreadable("\(path): \(String(cString: strerror(errno))).") }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            return .unreadable("\(path) is no file.")
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: PictureHeader.length) { buffer, count in
            count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
        let header = PictureHeader(Data(bytes))
        let size = header?.size
        return .file(header?.format, bytes: Int(information.st_size), width: size?.width, height: size?.height)
    }
}

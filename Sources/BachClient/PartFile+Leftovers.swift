import FoundationEssentials
import Glibc

extension PartFile {
    /// Takes away the second names that dead processes left beside videos.
    ///
    /// They ended between recording one and taking its part away. What is being written now, or is no video's second
    /// name, is left alone.
    ///
    /// - Parameter isRecorded: Whether the file of that path is known as a saved video. If not, its part is what
    ///   proves to the next download that the video is there already.
    static func clearUp(_ folder: String, isRecorded: @Sendable (String) async -> Bool) async {
        // A folder that cannot be read has nothing to tell.
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for file in files where file.hasSuffix(ending) && hasSecondName(folder + "/" + file) {
            await clearUp(folder, name: String(file.dropLast(ending.count)), isRecorded)
        }
    }

    private static let ending = ".mp4.part"

    private static func clearUp(_ folder: String, name: String, _ isRecorded: @Sendable (String) async -> Bool) async {
        let path = folder + "/" + name + ending
        // Busy: another process is about to do the same.
        guard let descriptor = try? openLocked(path) else { return }
        defer { close(descriptor) }
        guard let video = finals(folder, name).first(where: { isNamed($0, descriptor) }), await isRecorded(video)
        else { return }
        unlink(path + originEnding)
        unlink(path)
    }

    private static func hasSecondName(_ path: String) -> Bool {
        var file = stat()
        return lstat(path, &file) == 0 && file.st_mode & S_IFMT == S_IFREG && file.st_nlink > 1
    }
}

extension BachClient {
    /// Takes away what processes left in a folder of videos that ended right after recording one.
    ///
    /// - Parameter isRecorded: Whether the file of that path is known as a saved video.
    package static func clearUp(folder: String, isRecorded: @Sendable (String) async -> Bool) async {
        await PartFile.clearUp(folder, isRecorded: isRecorded)
    }
}

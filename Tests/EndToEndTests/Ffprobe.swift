import BachAPI
import FoundationEssentials
import ProcessKit

/// What ffprobe says about a video.
struct Ffprobe {
    let codec: String?
    let width: Int?
    let height: Int?
    let frameRate: String?
    let frames: Int?
    let duration: Double?
    let hasAudio: Bool

    init(_ path: String) async throws {
        let environment = ProcessInfo.processInfo.environment
        let arguments = ["-v", "error", "-count_packets", "-show_streams", "-show_format", "-of", "json", path]
        let result = try await ChildProcess.run(
            Invocation(
                try Executable.path(of: "ffprobe", environment: environment),
                arguments,
                environment: environment
            )
        )
        let json = try JSONValue(parsing: result.output.text)
        let streams = json["streams"]?.arrayValue ?? []
        let video = streams.first { $0["codec_type"] == "video" } ?? .null
        codec = video["codec_name"]?.stringValue
        width = video["width"]?.integerValue
        height = video["height"]?.integerValue
        frameRate = video["r_frame_rate"]?.stringValue
        frames = video["nb_read_packets"]?.stringValue.flatMap { Int($0) }
        duration = json["format"]?["duration"]?.stringValue.flatMap { Double($0) }
        hasAudio = streams.contains { $0["codec_type"] == "audio" && $0["codec_name"] == "aac" }
    }
}

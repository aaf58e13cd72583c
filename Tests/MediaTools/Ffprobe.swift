// MediaTools gives tests real pictures, and looks into real videos. It must not know who made them.

import BachAPI
import FoundationEssentials
import ProcessKit

/// What ffprobe says about a video; nil where it says nothing.
package struct Ffprobe: Sendable {
    package let codec: String?
    package let pixelFormat: String?
    package let width: Int?
    package let height: Int?
    /// `30/1`.
    package let frameRate: String?
    package let frames: Int?
    /// Seconds.
    package let duration: Double?
    /// Nil for a silent video.
    package let audioCodec: String?
    package let audioDuration: Double?

    package init(_ path: String) async throws {
        let environment = ProcessInfo.processInfo.environment
        let arguments = ["-v", "error", "-count_packets", "-show_streams", "-show_format", "-of", "json", path]
        let ffprobe = try Executable.path(of: "ffprobe", environment: environment)
        let result = try await ChildProcess.run(Invocation(ffprobe, arguments, environment: environment))
        let json = try JSONValue(parsing: result.output.text)
        let streams = json["streams"]?.arrayValue ?? []
        let video = streams.first { $0["codec_type"] == "video" } ?? .null
        let audio = streams.first { $0["codec_type"] == "audio" } ?? .null
        codec = video["codec_name"]?.stringValue
        pixelFormat = video["pix_fmt"]?.stringValue
        width = video["width"]?.integerValue
        height = video["height"]?.integerValue
        frameRate = video["r_frame_rate"]?.stringValue
        frames = video["nb_read_packets"]?.stringValue.flatMap { Int($0) }
        duration = json["format"]?["duration"]?.stringValue.flatMap { Double($0) }
        audioCodec = audio["codec_name"]?.stringValue
        audioDuration = audio["duration"]?.stringValue.flatMap { Double($0) }
    }
}

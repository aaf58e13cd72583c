import FoundationEssentials
import ProcessKit

/// What ffprobe says of a video.
struct Probe: Equatable {
    var codec = ""
    var pixels = ""
    var size = ""
    var rate = ""
    var frames = ""
    var seconds = ""
    var audio = ""
    var audioSeconds = ""

    init(_ path: String) async throws {
        let environment = ProcessInfo.processInfo.environment
        let arguments = [
            "-v", "error", "-of", "flat", "-show_entries",
            "format=duration:stream=codec_name,codec_type,pix_fmt,width,height,avg_frame_rate,nb_frames,duration", path,
        ]
        let ffprobe = try Executable.path(of: "ffprobe", environment: environment)
        let result = try await ChildProcess.run(Invocation(ffprobe, arguments, environment: environment))
        var values: [String: String] = [:]
        for line in result.output.text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[String(parts[0])] = parts[1].filter { $0 != "\"" } }
        }
        codec = values["streams.stream.0.codec_name"] ?? ""
        pixels = values["streams.stream.0.pix_fmt"] ?? ""
        size = "\(values["streams.stream.0.width"] ?? "")x\(values["streams.stream.0.height"] ?? "")"
        rate = values["streams.stream.0.avg_frame_rate"] ?? ""
        frames = values["streams.stream.0.nb_frames"] ?? ""
        seconds = values["format.duration"] ?? ""
        audio = values["streams.stream.1.codec_name"] ?? ""
        audioSeconds = values["streams.stream.1.duration"] ?? ""
    }
}

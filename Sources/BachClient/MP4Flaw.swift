/// Why a file is no whole video.
package enum MP4Flaw: Equatable, Sendable {
    package enum Kind: Sendable {
        case nothing, webPage, text, other
    }

    /// It does not begin as one.
    case noVideo(Kind)
    /// Its last box should have so many bytes more.
    case cutOff(missing: Int64)
    /// What stands at this byte is no box.
    case strange(at: Int64)
    /// It has no box of this kind.
    case lacks(String)

    static func kind(of start: [UInt8]) -> Kind {
        guard let first = start.first(where: { !" \t\r\n".utf8.contains($0) }) else { return .nothing }
        if first == UInt8(ascii: "<") { return .webPage }
        return start.allSatisfy { 0x20...0x7E ~= $0 || 0x09...0x0D ~= $0 } ? .text : .other
    }

    /// Whether another transfer may bring what this one did not; something else than a video stays that.
    package var isWorthRetrying: Bool {
        if case .noVideo = self { false } else { true }
    }
}

extension MP4Flaw: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noVideo(.nothing): "The file that came is empty."
        case .noVideo(.webPage): "What came is a web page, not an MP4 video."
        case .noVideo(.text): "What came is text, not an MP4 video."
        case .noVideo(.other): "What came is not an MP4 video."
        case .cutOff(let missing): "The video is cut off: at least \(missing) bytes are missing at its end."
        case .strange(let offset): "The video is damaged: from byte \(offset) on it is no MP4."
        case .lacks(let kind): "The video is incomplete: it has no \(kind) box."
        }
    }
}

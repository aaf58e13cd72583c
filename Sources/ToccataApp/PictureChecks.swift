package import BachAPI
package import ToccataCore

/// What was found in a file that is to be a picture.
package enum PictureFinding: Equatable, Sendable {
    /// Format by content, nil when it is no picture; bytes; pixels, nil when they could not be told.
    case file(PictureFormat?, bytes: Int, width: Int?, height: Int?)
    /// It cannot be read, and why, as a sentence.
    case unreadable(String)

    /// Why the service would not take it (`image-to-video`, Image Requirements); nil when it would.
    package func problem(limits: Limits = .current) -> String? {
        switch self {
        case .unreadable(let reason): return reason
        case .file(let format, let bytes, let width, let height):
            guard let format, PictureFormat.accepted.contains(format) else {
                return "This is not a JPEG, PNG, WebP, GIF, BMP or TIFF picture."
            }
            if bytes > limits.pictureSize { return "The picture is larger than 10 MB." }
            guard let width, let height, min(width, height) < limits.pictureSide else { return nil }
            return "The picture is \(width)x\(height); it has to be at least 300x300."
        }
    }
}

/// What is known of the files that are to be pictures, by absolute path.
package struct PictureChecks: Equatable, Sendable {
    /// Nil while it is being looked into.
    private var findings: [String: PictureFinding?] = [:]

    package init() {}

    package enum Check: Equatable, Sendable {
        /// It is a URL: only the service can tell.
        case remote
        case unknown
        case running
        case found(PictureFinding)
    }

    package func check(of picture: PictureSource, in places: Places) -> Check {
        picture.path(in: places).map(check) ?? .remote
    }

    package func check(_ path: String) -> Check {
        guard let finding = findings[path] else { return .unknown }
        return finding.map(Check.found) ?? .running
    }

    /// What is wrong with a picture, as far as that is known.
    package func problem(with picture: PictureSource, in places: Places) -> String? {
        guard case .found(let finding) = check(of: picture, in: places) else { return nil }
        return finding.problem()
    }

    mutating func begin(_ path: String) { findings[path] = .some(nil) }
    mutating func record(_ finding: PictureFinding, for path: String) { findings[path] = finding }
}

package import BachAPI
import FoundationEssentials
package import ToccataCore

/// What is known of the files that are to be pictures, by absolute path.
package struct PictureChecks: Equatable, Sendable {
    /// Nil while it is being looked into.
    private var findings: [String: PictureFinding?] = [:]

    /// When what stands in them was uploaded; nil where it was looked for and is not there.
    private var uploads: [String: Date?] = [:]

    package init() {}

    /// When a file was uploaded to the service, as far as that was looked for; nil inside where it was not.
    func upload(_ path: String) -> Date?? { uploads[path] }

    mutating func recordUpload(_ time: Date?, of path: String) { uploads[path] = .some(time) }

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
    package func problem(with picture: PictureSource, for mode: Mode, in places: Places) -> String? {
        guard case .found(let finding) = check(of: picture, in: places) else { return nil }
        return finding.problem(mode)
    }

    mutating func begin(_ path: String) { findings[path] = .some(nil) }
    mutating func record(_ finding: PictureFinding, for path: String) { findings[path] = finding }
}

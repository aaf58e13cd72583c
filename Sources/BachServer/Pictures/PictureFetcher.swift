import BachAPI
import FoundationEssentials
import Glibc
import HTTPKit

/// Gets the pictures that a request names and checks them by the service's image requirements.
struct PictureFetcher: Sendable {
    let client: HTTPClient
    let uploads: ServedPictures
    let limits: Limits
    /// Private addresses are fetched only while the server itself can be reached from this machine alone.
    let addresses: HTTPRequest.Addresses

    /// A larger one would take too much memory to decode; ours.
    static let mostPixels = 100_000_000

    /// Gets one picture, from this server's own uploads or by HTTP, into `file`.
    ///
    /// - Parameter name: What the picture is called in messages: `The picture`, `Picture 2 of "Hero"`.
    /// - Throws: ``PictureProblem``.
    func fetch(
        _ url: String,
        name: String,
        caption: String,
        needs: PictureNeeds = .bach,
        to file: String
    ) async throws -> RenderRequest.Picture {
        let path = try await path(of: url, name: name, downloadingTo: file)
        guard let picture = PictureFile(path: path), needs.formats.contains(picture.format) else {
            throw PictureProblem.noPicture(name: name, url: url, needs)
        }
        let size = picture.size
        guard min(size.width, size.height) >= limits.pictureSide else {
            throw PictureProblem.tooSmall(name: name, url: url, size: size, least: limits.pictureSide)
        }
        // A header may claim more pixels than an Int can count.
        guard size.width <= Self.mostPixels / size.height else {
            throw PictureProblem.tooManyPixels(name: name, url: url, size: size)
        }
        if let most = needs.mostOftenExceeded(by: size) {
            throw PictureProblem.tooLong(name: name, url: url, size: size, most: most)
        }
        return RenderRequest.Picture(
            path: path,
            format: picture.format,
            size: size,
            turn: picture.turn,
            name: caption
        )
    }

    /// The file of a picture: one of this server's own uploads, or `file`, where it was downloaded to.
    ///
    /// - Throws: ``PictureProblem``; what the picture is has not been looked at.
    func path(of url: String, name: String, downloadingTo file: String) async throws -> String {
        if let path = uploads.path(url: url) { return path }
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw PictureProblem.unreachable(name: name, url: url, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var request = HTTPRequest(.get, url)
        request.redirects = 5
        request.largestBody = limits.pictureSize
        request.addresses = addresses
        request.stallTimeout = .seconds(15)
        request.timeout = .seconds(60)
        let response: HTTPResponse
        do {
            response = try await client.download(request, to: BodyFile(descriptor)) { _ in }
        } catch TransferError.tooLarge {
            throw PictureProblem.tooLarge(name: name, url: url)
        } catch TransferError.cancelled {
            throw CancellationError()
        } catch {
            throw PictureProblem.unreachable(name: name, url: url, reason: "\(error)")
        }
        guard (200..<300).contains(response.status) else {
            throw PictureProblem.unreachable(name: name, url: url, reason: "It answers HTTP \(response.status).")
        }
        return file
    }
}

/// What is wrong with a picture, in words for whoever sent its address.
enum PictureProblem: Error, Equatable, CustomStringConvertible {
    case unreachable(name: String, url: String, reason: String)
    case tooLarge(name: String, url: String)
    case noPicture(name: String, url: String, PictureNeeds)
    case undecodable(name: String, url: String)
    case tooSmall(name: String, url: String, size: VideoSize, least: Int)
    case tooManyPixels(name: String, url: String, size: VideoSize)
    case tooLong(name: String, url: String, size: VideoSize, most: Double)

    var description: String {
        switch self {
        case .unreachable(let name, let url, let reason):
            "\(name) could not be fetched from \(Self.shown(url)). \(reason)"
        case .tooLarge(let name, let url):
            "\(name) is larger than 10 MB: \(Self.shown(url))"
        case .noPicture(let name, let url, let needs):
            "\(name) is no \(needs.formatWords) picture, or is damaged: \(Self.shown(url))"
        case .undecodable(let name, let url):
            "\(name) could not be decoded: the file is damaged, or a kind of picture that ffmpeg does not read: "
                + Self.shown(url)
        case .tooSmall(let name, let url, let size, let least):
            "\(name) has \(size.width) × \(size.height) pixels; at least \(least) × \(least) are needed: "
                + Self.shown(url)
        case .tooManyPixels(let name, let url, let size):
            "\(name) has \(size.width) × \(size.height) pixels, more than 100 million: "
                + Self.shown(url)
        case .tooLong(let name, let url, let size, let most):
            "\(name) has \(size.width) × \(size.height) pixels; one side may be at most \(most) times the "
                + "other: \(Self.shown(url))"
        }
    }

    /// As much of an address as tells which one it is: what is left out may open it, and this is read in logs.
    private static func shown(_ url: String) -> String {
        let address = url.prefix { $0 != "?" && $0 != "#" }
        var parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        if parts.count > 2, let at = parts[2].lastIndex(of: "@") { parts[2] = parts[2][parts[2].index(after: at)...] }
        return parts.joined(separator: "/") + (address.endIndex == url.endIndex ? "" : "?...")
    }
}

import BachAPI
import FoundationEssentials
import HTTPKit

extension BachClient {
    /// Downloads a video to a new file; one that is there is never overwritten, `name-2.mp4` is taken instead.
    ///
    /// The file appears under its name only when it is whole, checked and on the disk.
    ///
    /// - Parameters:
    ///   - url: The link of the service's answer.
    ///   - folder: Made if it is missing.
    ///   - name: Without `.mp4`.
    ///   - keep: Told the video's path once it is whole; answers whether that is recorded. Until it is, the same
    ///     call finds the video again, without a transfer.
    ///   - progress: Called on the transfer thread, at most ten times a second and at the end.
    package func downloadVideo(
        _ url: String,
        folder: String,
        name: String,
        keep: @Sendable (String) async -> Bool = { _ in true },
        progress: @escaping Transport.Progress
    ) async -> DownloadOutcome {
        do throws(PartFileError) {
            let part = try PartFile(folder: folder, name: name)
            if part.video == nil, let trouble = await fetch(url, part, progress) {
                part.discard()
                return trouble
            }
            let video = try part.finish()
            if await keep(video) { part.discard() }
            return .saved(video)
        } catch {
            return error.isBusy ? .busyElsewhere : .failed(reason: error.description, isWorthRetrying: false)
        }
    }

    /// Downloads one picture of a subject; a file of that name is replaced, for the folder is the subject's own.
    ///
    /// - Parameters:
    ///   - folder: Made if it is missing.
    ///   - name: Without the ending, which follows from what comes.
    package func downloadPicture(_ url: String, folder: String, name: String) async -> DownloadOutcome {
        do throws(PartFileError) {
            let part = try PicturePart(folder: folder, name: name)
            let request = Endpoint.picture(url, addresses: addresses)
            if let trouble = await fetch(request, into: part.descriptor, { _ in }) {
                part.discard()
                return trouble
            }
            return .saved(try part.finish())
        } catch {
            return error.isBusy ? .busyElsewhere : .failed(reason: error.description, isWorthRetrying: false)
        }
    }

    private var addresses: HTTPRequest.Addresses { allowsPrivateLinks ? .any : .publicOnly }

    private func fetch(_ url: String, _ part: PartFile, _ progress: @escaping Transport.Progress) async
        -> DownloadOutcome?
    {
        await fetch(Endpoint.video(url, addresses: addresses), into: part.descriptor, progress)
    }

    private func fetch(
        _ request: HTTPRequest,
        into descriptor: Int32,
        _ progress: @escaping Transport.Progress
    ) async -> DownloadOutcome? {
        let begun = now()
        let answer = await transport.download(request, descriptor, progress)
        keep(.download, request, answer, since: begun)
        return Self.trouble(answer, length: PartFile.length(of: descriptor), now: now())
    }

    private static func trouble(_ result: Transport.Answer, length: Int64, now: Date) -> DownloadOutcome? {
        switch result {
        case .failure(let error): .failed(reason: error.description, isWorthRetrying: error.isWorthRetrying)
        case .success(let response): trouble(response, length: length, now: now)
        }
    }

    private static func trouble(_ response: HTTPResponse, length: Int64, now: Date) -> DownloadOutcome? {
        switch response.status {
        case 200..<300:
            let announced = response.headers["Content-Length"].flatMap { Int64($0) }
            guard let announced, announced != length else { return nil }
            let reason = "Only \(length) of \(announced) bytes came."
            return .failed(reason: reason, isWorthRetrying: true)
        case 403, 404, 410: return .linkRefused(httpStatus: response.status)
        case let status:
            let isPassing = status == 408 || status == 429 || status >= 500
            let after = response.retryAfter(now: now)
            let reason = "The host of the file answered with HTTP \(status)."
            return .failed(reason: reason, isWorthRetrying: isPassing, after: after)
        }
    }

    /// A service of this machine or network may name links into it; one of the internet may not.
    var allowsPrivateLinks: Bool {
        let host = Self.host(of: baseURL)
        if let address = NetworkAddress(host) { return address.isSpecial }
        let endings = [".localhost", ".local", ".internal", ".lan", ".home.arpa"]
        return !host.contains(".") || endings.contains { host.hasSuffix($0) }
    }

    private static func host(of url: String) -> String {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.split(separator: "@").last ?? ""
        if authority.hasPrefix("[") { return authority.dropFirst().prefix { $0 != "]" }.lowercased() }
        return authority.prefix { $0 != ":" }.lowercased()
    }
}

extension TransferError {
    fileprivate var isWorthRetrying: Bool {
        switch self {
        case .notConnected, .timedOut, .stalled, .broken: true
        case .unavailable, .badURL, .privateAddress, .tooLarge, .tooManyRedirects, .file, .cancelled: false
        }
    }
}

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
    ///   - freeSpace: Bytes that a user may still write into a folder; nil where nobody knows.
    ///   - progress: Called on the transfer thread, at most ten times a second and at the end.
    package func downloadVideo(
        _ url: String,
        folder: String,
        name: String,
        keep: @Sendable (String) async -> Bool = { _ in true },
        freeSpace: @escaping FreeSpace = Disk.freeSpace,
        progress: @escaping Transport.Progress
    ) async -> DownloadOutcome {
        do throws(PartFileError) {
            let part = try PartFile(folder: folder, name: name)
            defer { part.unlock() }
            if part.video == nil, let trouble = await fill(part, from: url, freeSpace, progress) {
                part.leave()
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
            let answer = await fetch(request, into: BodyFile(part.descriptor)) { _ in }
            let trouble = Self.trouble(answer, now: now())
            if let trouble = trouble ?? Self.shortage(answer, length: PartFile.length(of: part.descriptor)) {
                part.discard()
                return trouble
            }
            return .saved(try part.finish())
        } catch {
            return error.isBusy ? .busyElsewhere : .failed(reason: error.description, isWorthRetrying: false)
        }
    }

    private var addresses: HTTPRequest.Addresses { allowsPrivateLinks ? .any : .publicOnly }

    /// Brings the whole video into the part: the rest of what is there, or all of it.
    ///
    /// What turns out to be no part of the video is asked for anew, once.
    private func fill(
        _ part: PartFile,
        from url: String,
        _ freeSpace: @escaping FreeSpace,
        _ progress: @escaping Transport.Progress
    ) async -> DownloadOutcome? {
        if let origin = part.origin, origin.resource != PartOrigin.resource(url) { part.begin(nil) }
        let isRest = part.origin != nil
        let transfer = PartTransfer(part, url: url, freeSpace: freeSpace)
        if !part.isComplete {
            let request = transfer.request(addresses: addresses)
            let answer = await fetch(request, into: transfer.file) { progress(transfer.whole($0)) }
            switch transfer.verdict(on: answer) {
            case .complete: break
            case .otherFile(let reason):
                part.begin(nil)
                guard isRest else { return .failed(reason: reason, isWorthRetrying: true) }
                return await fill(part, from: url, freeSpace, progress)
            case .noRoom(let reason, let needed): return .noRoom(reason: reason, needed: needed)
            case .answered: return Self.trouble(answer, now: now(), received: part.length)
            }
        }
        guard let flaw = part.flaw else { return nil }
        part.begin(nil)
        if isRest { return await fill(part, from: url, freeSpace, progress) }
        return .failed(reason: flaw.description, isWorthRetrying: flaw.isWorthRetrying, isFlawed: true)
    }

    private func fetch(
        _ request: HTTPRequest,
        into file: BodyFile,
        _ progress: @escaping Transport.Progress
    ) async -> Transport.Answer {
        let begun = now()
        let answer = await transport.download(request, file, progress)
        keep(.download, request, answer, since: begun)
        return answer
    }

    private static func trouble(_ result: Transport.Answer, now: Date, received: Int64 = 0) -> DownloadOutcome? {
        switch result {
        case .failure(let error):
            .failed(
                reason: error.description,
                isWorthRetrying: error.isWorthRetrying,
                received: received,
                isOffline: !error.mayHaveBeenSent
            )
        case .success(let response): trouble(response, now: now, received: received)
        }
    }

    private static func trouble(_ response: HTTPResponse, now: Date, received: Int64) -> DownloadOutcome? {
        switch response.status {
        case 200..<300: return nil
        case 403, 404, 410: return .linkRefused(httpStatus: response.status)
        case let status:
            let isPassing = status == 408 || status == 429 || status >= 500
            let after = response.retryAfter(now: now)
            let reason = "The host of the file answered with HTTP \(status)."
            return .failed(reason: reason, isWorthRetrying: isPassing, after: after, received: received)
        }
    }

    private static func shortage(_ answer: Transport.Answer, length: Int64) -> DownloadOutcome? {
        guard case .success(let response) = answer, let announced = response.contentLength, announced != length else {
            return nil
        }
        return .failed(reason: "Only \(length) of \(announced) bytes came.", isWorthRetrying: true)
    }

    /// A service of this machine or network may name links into it; one of the internet may not.
    var allowsPrivateLinks: Bool {
        let host = Self.host(of: baseURL)
        if let address = NetworkAddress(host) { return address.isSpecial }
        let endings = [".localhost", ".local", ".internal", ".lan", ".home.arpa"]
        return !host.contains(".") || endings.contains { host.hasSuffix($0) }
    }

    /// Whether a link leads to the machine that is asked about tasks.
    package func isOfService(_ url: String) -> Bool { Self.authority(of: url) == Self.authority(of: baseURL) }

    private static func authority(of url: String) -> Substring {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        return rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.split(separator: "@").last ?? ""
    }

    private static func host(of url: String) -> String {
        let authority = authority(of: url)
        if authority.hasPrefix("[") { return authority.dropFirst().prefix { $0 != "]" }.lowercased() }
        return authority.prefix { $0 != ":" }.lowercased()
    }
}

extension TransferError {
    fileprivate var isWorthRetrying: Bool {
        switch self {
        case .notConnected, .timedOut, .stalled, .broken: true
        case .unavailable, .badURL, .privateAddress, .tooLarge, .tooManyRedirects, .noSpace, .declined, .file,
            .cancelled:
            false
        }
    }
}

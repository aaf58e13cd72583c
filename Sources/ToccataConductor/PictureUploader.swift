import BachAPI
package import BachClient
import FoundationEssentials
import ToccataCore
import ToccataLedger

/// Gets pictures of this machine to a service: each content once, and what the service has already not at all.
///
/// Each request's URLs are in the ledger before the next one goes out, so that an upload that was broken off goes on
/// where it was. One picture that is refused does not keep the others from their URLs.
struct PictureUploader: Sendable {
    /// How pictures are put together into requests.
    struct Packing: Equatable, Sendable {
        /// The page has more than 50 uploaded in another way, which takes no files.
        var pictures = 50
        /// What a broken connection may cost.
        var bytes = 100 << 20
        /// How often a request goes out that does not reach the service.
        var tries = 3

        /// For a task: one by one, and trouble is the outbox's.
        static let single = Packing(pictures: 1, tries: 1)
    }

    let client: BachClient
    let server: ServerIdentity
    let ledger: Ledger
    let dependencies: Dependencies
    let packing: Packing
    let meter: UploadMeter
    /// Says what went wrong beside the upload itself.
    let warn: @Sendable (String) -> Void

    /// The URL of each picture, in their order, or why it has none.
    func upload(_ paths: [String]) async -> [UploadedFile] {
        let files = read(paths)
        var found = await known(files)
        // What could not be read has its trouble already.
        let missing = unique(files.compactMap { try? $0.get() }.filter { found[$0.hash] == nil })
        let bytes = missing.reduce(0) { $0 + $1.bytes }
        meter.begin(done: paths.count - missing.count, bytes: bytes)
        var sent: Set<String> = []
        var rest = missing[...]
        while let request = next(&rest) {
            let results = await send(request)
            found.merge(results) { $1 }
            sent.formUnion(request.map(\.hash))
            guard let trouble = results.values.lazy.compactMap(\.serviceTrouble).first else { continue }
            for picture in rest { found[picture.hash] = .failure(trouble) }
            break
        }
        return zip(paths, files).map { path, file in
            switch file {
            case .failure(let trouble): UploadedFile(path: path, result: .failure(trouble), isSent: false)
            case .success(let picture):
                UploadedFile(
                    path: path,
                    result: found[picture.hash] ?? .failure(.unreachable(reason: "It was not sent.")),
                    isSent: sent.contains(picture.hash)
                )
            }
        }
    }

    // MARK: Before sending

    private func read(_ paths: [String]) -> [Result<PictureFile, UploadTrouble>] {
        zip(0..., paths).map { number, path in
            meter.checked(number)
            if Task.isCancelled { return .failure(.unreachable(reason: "It was not sent.")) }
            guard let picture = PictureFile(path: path) else { return .failure(.cannotRead(path)) }
            return .success(picture)
        }
    }

    private func known(_ files: [Result<PictureFile, UploadTrouble>]) async -> [String: Result<String, UploadTrouble>] {
        var found: [String: Result<String, UploadTrouble>] = [:]
        for case .success(let picture) in files where found[picture.hash] == nil {
            do throws(LedgerError) {
                guard let url = try await ledger.assetURL(hash: picture.hash, server: server) else { continue }
                found[picture.hash] = .success(server.current(url, currentBaseURL: client.baseURL))
            } catch {
                warn(error.description)
            }
        }
        return found
    }

    private func unique(_ pictures: [PictureFile]) -> [PictureFile] {
        var hashes: Set<String> = []
        return pictures.filter { hashes.insert($0.hash).inserted }
    }

    /// Takes the pictures of the next request.
    private func next(_ rest: inout ArraySlice<PictureFile>) -> [PictureFile]? {
        guard !rest.isEmpty, !Task.isCancelled else { return nil }
        var bytes = 0
        let request = rest.prefix(packing.pictures).enumerated().prefix { index, picture in
            bytes += picture.bytes
            return index == 0 || bytes <= packing.bytes
        }
        rest = rest.dropFirst(request.count)
        return request.map(\.element)
    }
}

/// What came of one file of an upload.
package struct UploadedFile: Equatable, Sendable {
    package let path: String
    package let result: Result<String, UploadTrouble>
    /// Whether it went out now, and was not known before.
    package let isSent: Bool

    package init(path: String, result: Result<String, UploadTrouble>, isSent: Bool) {
        self.path = path
        self.result = result
        self.isSent = isSent
    }
}

extension UploadTrouble {
    static func cannotRead(_ path: String) -> UploadTrouble {
        .unreadable(reason: "The picture \(path) cannot be read.")
    }

    /// Whether other pictures would meet the same.
    var concernsService: Bool {
        switch self {
        case .unreachable, .throttled, .unclear: true
        case .refused(let failure): !failure.concernsPicture
        case .rejected, .unreadable: false
        }
    }
}

extension APIFailure {
    /// Whether it may be about what a single picture is or shows.
    var concernsPicture: Bool {
        code == APICode.invalidParameter.code || code == APICode.sensitiveContent.code
    }
}

extension Result where Failure == UploadTrouble {
    var serviceTrouble: UploadTrouble? {
        guard case .failure(let trouble) = self, trouble.concernsService else { return nil }
        return trouble
    }
}

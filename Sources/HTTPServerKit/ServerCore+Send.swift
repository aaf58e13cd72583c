import CMicroHTTPD
import FoundationEssentials
import Glibc

extension ServerCore {
    /// Queues `reply` on the connection.
    ///
    /// `.NO` makes the library close it without a word.
    func send(_ reply: ServerReply, to connection: OpaquePointer, for head: ServerRequest.Head) -> MHD_Result {
        switch reply {
        case .answer(let response):
            switch response.body {
            case .data(let data): queue(makeResponse(data), response, on: connection)
            case .file(let path): sendFile(path, response, to: connection, for: head)
            }
        case .truncated(let response, let count):
            queue(makeTruncated(response, after: count), response, on: connection)
        case .closed(let reset):
            close(connection, reset: reset)
        case .never:
            .NO
        }
    }

    private func close(_ connection: OpaquePointer, reset: Bool) -> MHD_Result {
        if reset { watch.reset(ConnectionHandle(connection)) }
        return .NO
    }

    private func queue(
        _ made: OpaquePointer?,
        _ response: ServerResponse,
        status: Int? = nil,
        extra: [(name: String, value: String)] = [],
        on connection: OpaquePointer
    ) -> MHD_Result {
        guard let made else { return .NO }
        defer { cmhd_release(made) }
        for header in response.headers + extra { cmhd_add_header(made, header.name, header.value) }
        return cmhd_queue(connection, UInt32(status ?? response.status), made)
    }

    private func makeResponse(_ data: Data) -> OpaquePointer? {
        data.withUnsafeBytes { cmhd_response_copying($0.baseAddress, $0.count) }
    }

    private func sendFile(
        _ path: String,
        _ response: ServerResponse,
        to connection: OpaquePointer,
        for head: ServerRequest.Head
    ) -> MHD_Result {
        guard let file = OpenFile(path) else {
            return send(handlers.refusal(404, head), to: connection, for: head)
        }
        let isCurrent = head.headers["if-range"].map { $0 == file.tag } ?? true
        var extra = [(name: "Accept-Ranges", value: "bytes"), (name: "ETag", value: file.tag)]
        switch ByteRange(header: isCurrent ? head.headers["range"] : nil, size: file.size) {
        case .whole:
            return queue(file.makeResponse(offset: 0, length: file.size), response, extra: extra, on: connection)
        case .part(let offset, let length):
            extra.append(("Content-Range", "bytes \(offset)-\(offset + length - 1)/\(file.size)"))
            let part = file.makeResponse(offset: offset, length: length)
            return queue(part, response, status: 206, extra: extra, on: connection)
        case .unsatisfiable:
            extra.append(("Content-Range", "bytes */\(file.size)"))
            file.close()
            return queue(makeResponse(Data()), response, status: 416, extra: extra, on: connection)
        }
    }

    private func makeTruncated(_ response: ServerResponse, after count: Int) -> OpaquePointer? {
        let whole: Data
        switch response.body {
        case .data(let data): whole = data
        // A file that is gone is as empty as one cut off at once.
        case .file(let path): whole = (try? Data(contentsOf: URL(filePath: path))) ?? Data()
        }
        let context = Unmanaged.passRetained(Truncated(bytes: Array(whole.prefix(count)))).toOpaque()
        return cmhd_response_from_reader(
            UInt64(whole.count),
            16 * 1024,
            readTruncated,
            context,
            releaseTruncated
        )
    }
}

/// A regular file that is about to be sent.
private struct OpenFile {
    let descriptor: Int32
    let size: Int
    let tag: String

    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        var status = stat()
        guard descriptor >= 0 else { return nil }
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            Glibc.close(descriptor)
            return nil
        }
        size = Int(status.st_size)
        tag = "\"\(String(status.st_ino, radix: 16))-\(String(status.st_mtim.tv_nsec, radix: 16))-\(size)\""
    }

    /// The library closes the file when the answer is sent.
    func makeResponse(offset: Int, length: Int) -> OpaquePointer? {
        cmhd_response_from_file(UInt64(length), descriptor, UInt64(offset))
    }

    func close() {
        Glibc.close(descriptor)
    }
}

/// The bytes that are sent before the connection breaks.
private final class Truncated {
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

private func readTruncated(
    context: UnsafeMutableRawPointer?,
    position: UInt64,
    buffer: UnsafeMutablePointer<CChar>?,
    room: Int
) -> Int {
    let endWithError = -2  // MHD_CONTENT_READER_END_WITH_ERROR, a cast macro
    guard let context, let buffer else { return endWithError }
    let bytes = Unmanaged<Truncated>.fromOpaque(context).takeUnretainedValue().bytes
    let piece = bytes.dropFirst(Int(position)).prefix(room)
    guard !piece.isEmpty else { return endWithError }
    UnsafeMutableRawBufferPointer(start: buffer, count: room).copyBytes(from: piece)
    return piece.count
}

private func releaseTruncated(context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<Truncated>.fromOpaque(context).release()
}

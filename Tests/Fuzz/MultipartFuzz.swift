import CMicroHTTPD
import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// The body of an upload with the boundary `XX`, by way of libmicrohttpd's own parser; the first byte says in what
/// pieces it arrives.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMultipart(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    guard count > 0 else { return 0 }
    let body = UnsafeRawBufferPointer(start: bytes + 1, count: count - 1)
    let whole = receive(body, pieces: max(1, body.count))
    let split = receive(body, pieces: Int(bytes[0]) + 1)
    expect(whole.files.map(\.size) == split.files.map(\.size), "files do not depend on the pieces: \(whole) \(split)")
    expect(whole.fields == split.fields, "fields do not depend on the pieces: \(whole) \(split)")
    return 0
}

private let limits = MultipartForm.Limits(fileBytes: 40, files: 3, fieldBytes: 20, fields: 3, bodyBytes: 100_000)
private let directory = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(getpid())").path
private let connection = Lent.take()

private func receive(_ body: UnsafeRawBufferPointer, pieces: Int) -> MultipartForm {
    guard let pointer = OpaquePointer(bitPattern: connection) else { fatalError("there is no connection") }
    let receiver = FormReceiver(directory: directory, limits: limits, connection: pointer)
    var rest = body[...]
    while !rest.isEmpty {
        receiver.receive(UnsafeRawBufferPointer(rebasing: rest.prefix(pieces)))
        rest = rest.dropFirst(pieces)
    }
    let form = receiver.finish()
    check(form, of: body.count)
    if !form.files.isEmpty { try? FileManager.default.removeItem(atPath: directory) }
    return form
}

private func check(_ form: MultipartForm, of received: Int) {
    expect(form.files.count <= limits.files + 1, "files are limited")
    expect(form.fields.count <= limits.fields, "fields are limited")
    expect(form.problem == nil, "every file can be kept")
    expect(form.files.reduce(0) { $0 + $1.size } <= received, "no byte comes from nowhere")
    for (number, file) in form.files.enumerated() {
        expect(file.path == (number < limits.files ? "\(directory)/\(number)" : ""), "paths are ours")
        guard !file.path.isEmpty else { continue }
        var status = stat()
        let size = stat(file.path, &status) == 0 ? Int(status.st_size) : -1
        expect(size == min(file.size, limits.fileBytes), "a file is kept up to its limit: \(form), \(size)")
    }
}

/// A connection to a server of libmicrohttpd, which its parser of forms reads the boundary from; it waits for ever.
private enum Lent {
    private static let address = Mutex<UInt>(0)
    private static let isHere = DispatchSemaphore(value: 0)

    static func take() -> UInt {
        guard let socket = try? ListeningSocket(host: "127.0.0.1", port: 0) else { fatalError("cannot listen") }
        guard (try? HTTPServerLibrary.load(HTTPServer.Configuration().library)) != nil else {
            fatalError("there is no libmicrohttpd")
        }
        var options = cmhd_options()
        options.listen_socket = socket.descriptor
        options.connection_limit = 4
        options.per_address_limit = 4
        options.log = { _, _ in }
        options.handle = { _, connection, _, _, _, _, _, _ in
            Lent.address.withLock { $0 = UInt(bitPattern: connection) }
            cmhd_suspend(connection)
            Lent.isHere.signal()
            return .YES
        }
        options.completed = { _, _, _, _ in }
        options.connection_changed = { _, _, _, _ in }
        guard cmhd_start(&options) != nil else { fatalError("libmicrohttpd did not start") }
        ask(port: socket.port)
        isHere.wait()
        return address.withLock { $0 }
    }

    private static func ask(port: Int) {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        let head =
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
            + "Content-Type: multipart/form-data; boundary=XX\r\n\r\n"
        _ = send(client, head, head.utf8.count, 0)
    }
}

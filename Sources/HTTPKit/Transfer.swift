import CCurl
import FoundationEssentials
import Glibc

/// One transfer: its libcurl handle and what has come so far; lives on the transfer thread only.
final class Transfer {
    let order: TransferOrder
    let easy: UnsafeMutableRawPointer
    let allowsOnlyPublicAddresses: Bool
    var list: UnsafeMutablePointer<curl_slist>?
    var mime: OpaquePointer?
    let errorText: UnsafeMutablePointer<CChar>

    private var headers = HTTPHeaders()
    private var body = Data()
    private var received: Int64 = 0
    private var moved: Int64 = 0
    private var movedAt = ContinuousClock.now
    private var wasShown = false
    private var reportedAt: ContinuousClock.Instant?
    /// What a callback found wrong: it says more than the code libcurl then ends with.
    private var failure: TransferError?

    init(_ order: TransferOrder, configuration: HTTPClient.Configuration) throws(TransferError) {
        guard let easy = ccurl_easy_init() else { throw .unavailable("libcurl is out of memory.") }
        self.order = order
        self.easy = easy
        allowsOnlyPublicAddresses = order.request.addresses == .publicOnly && !configuration.usesProxy
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try setUp(configuration)
    }

    deinit {
        ccurl_easy_cleanup(easy)
        ccurl_list_free(list)
        ccurl_mime_free(mime)
        errorText.deallocate()
    }

    var status: Int { Int(ccurl_get_long(easy, CURLINFO_RESPONSE_CODE)) }

    /// Whether a connection was ready for the request: from then on it may have been sent.
    var isConnected: Bool {
        let isTLS = order.request.url.lowercased().hasPrefix("https:")
        let hasHandshake = ccurl_get_offset(easy, CURLINFO_APPCONNECT_TIME_T) > 0
        // Only on a connection of its own does every request have its handshake. Before it a proxy may have been
        // asked, and have answered; the server has seen nothing.
        if isTLS && order.request.freshConnection { return hasHandshake }
        if failure != nil || received > 0 || !headers.fields.isEmpty { return true }
        if ccurl_get_long(easy, CURLINFO_REDIRECT_COUNT) > 0 || ccurl_get_long(easy, CURLINFO_REQUEST_SIZE) > 0 {
            return true
        }
        return isTLS ? hasHandshake : ccurl_get_offset(easy, CURLINFO_CONNECT_TIME_T) > 0
    }

    // MARK: Stalls

    var stallDeadline: ContinuousClock.Instant? {
        order.request.stallTimeout.map { movedAt + $0 }
    }

    func hasStalled(at now: ContinuousClock.Instant) -> Bool {
        let total = received + ccurl_get_offset(easy, CURLINFO_SIZE_UPLOAD_T)
        if total != moved {
            moved = total
            movedAt = now
        }
        return stallDeadline.map { $0 <= now } ?? false
    }

    // MARK: Callbacks

    func takeHeader(_ line: String) {
        if line.hasPrefix("HTTP/") {
            headers = HTTPHeaders()
            return
        }
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        headers.add(String(line[..<colon]), String(value))
    }

    /// Takes a piece of the body; false ends the transfer.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard received + Int64(bytes.count) <= Int64(order.request.largestBody) else {
            failure = .tooLarge(limit: order.request.largestBody)
            return false
        }
        received += Int64(bytes.count)
        guard let file = order.destination, 200..<300 ~= status else {
            body.append(contentsOf: bytes)
            return true
        }
        guard isAccepted(by: file), writeAll(bytes, to: file.descriptor) else { return false }
        guard report(force: false), !file.mayGrow() else { return true }
        failure = .declined
        return false
    }

    /// Shows the head of the answer to the file, once.
    private func isAccepted(by file: BodyFile) -> Bool {
        guard !wasShown else { return true }
        wasShown = true
        if file.accepts(HTTPResponse(status: status, headers: headers, url: effectiveURL)) { return true }
        failure = .declined
        return false
    }

    private var effectiveURL: String {
        ccurl_get_string(easy, CURLINFO_EFFECTIVE_URL).map { String(cString: $0) } ?? order.request.url
    }

    func refuse(address: String) {
        failure = .privateAddress(address)
    }

    private func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else {
                let isFull = written == 0 || errno == ENOSPC || errno == EDQUOT
                failure =
                    isFull ? .noSpace : .file("The file could not be written: \(String(cString: strerror(errno))).")
                return false
            }
            rest = rest.dropFirst(written)
        }
        return true
    }

    /// Tells how much of a form has gone out.
    func reportUpload(force: Bool = false) {
        guard case .multipart = order.request.body, isTimeToReport(force: force) else { return }
        let sent = ccurl_get_offset(easy, CURLINFO_SIZE_UPLOAD_T)
        order.progress(TransferProgress(sent: sent, received: 0, total: nil))
    }

    private func isTimeToReport(force: Bool) -> Bool {
        let now = ContinuousClock.now
        if !force, let reportedAt, now - reportedAt < .milliseconds(100) { return false }
        reportedAt = now
        return true
    }

    /// Tells how much has come, now and then; answers whether it did.
    @discardableResult
    private func report(force: Bool) -> Bool {
        guard isTimeToReport(force: force) else { return false }
        let total = ccurl_get_offset(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
        order.progress(TransferProgress(received: received, total: total < 0 ? nil : total))
        return true
    }

    // MARK: The end

    func result(_ code: CURLcode) -> Result<HTTPResponse, TransferError> {
        guard code == CURLE_OK else { return .failure(failure ?? makeError(code)) }
        if let file = order.destination {
            // A body without a byte has a head, too.
            if 200..<300 ~= status, !isAccepted(by: file) { return .failure(.declined) }
            report(force: true)
        }
        reportUpload(force: true)
        return .success(HTTPResponse(status: status, headers: headers, body: body, url: effectiveURL))
    }

    private func makeError(_ code: CURLcode) -> TransferError {
        let detail = String(cString: errorText)
        let text = detail.isEmpty ? String(cString: ccurl_strerror(code)) : detail
        switch code {
        case CURLE_URL_MALFORMAT: return .badURL(text)
        case CURLE_UNSUPPORTED_PROTOCOL where status == 0 && !isConnected: return .badURL(text)
        case CURLE_UNSUPPORTED_PROTOCOL where 300..<400 ~= status: return .badURL(text)
        case CURLE_OPERATION_TIMEDOUT: return .timedOut(mayHaveBeenSent: isConnected)
        case CURLE_TOO_MANY_REDIRECTS: return .tooManyRedirects
        case CURLE_READ_ERROR: return .file("A file to upload could not be read: \(text).")
        default: return isConnected ? .broken(text) : .notConnected(text)
        }
    }
}

import CCurl
import FoundationEssentials

extension Transfer {
    func setUp(_ configuration: HTTPClient.Configuration) throws(TransferError) {
        let request = order.request
        // Without a scheme curl would guess one, and take anything before a colon for a host.
        guard ["http://", "https://"].contains(where: request.url.lowercased().hasPrefix) else {
            throw .badURL("it is neither http nor https")
        }
        try check(ccurl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https"))
        try check(ccurl_set_string(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https"))
        try check(ccurl_set_string(easy, CURLOPT_URL, request.url))
        try check(ccurl_set_string(easy, CURLOPT_USERAGENT, configuration.userAgent))
        try check(ccurl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)))
        try check(ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1))
        // An old libcurl does not know it, and then waits for a name look-up it has to give up.
        _ = ccurl_set_long(easy, CURLOPT_QUICK_EXIT, 1)
        try check(ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText))
        if let file = configuration.caFile { try check(ccurl_set_string(easy, CURLOPT_CAINFO, file)) }
        try setLimits(request)
        try setBody(request)
        try setHeaders(request.headers)
        try setCallbacks()
    }

    private func setLimits(_ request: HTTPRequest) throws(TransferError) {
        try check(ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(request.connectTimeout.milliseconds)))
        if let timeout = request.timeout {
            try check(ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, Int(max(1, timeout.milliseconds))))
        }
        if request.freshConnection { try check(ccurl_set_long(easy, CURLOPT_FRESH_CONNECT, 1)) }
        if request.redirects > 0 {
            try check(ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, 1))
            try check(ccurl_set_long(easy, CURLOPT_MAXREDIRS, request.redirects))
        }
    }

    private func setBody(_ request: HTTPRequest) throws(TransferError) {
        switch request.method {
        case .get: try check(ccurl_set_long(easy, CURLOPT_HTTPGET, 1))
        case .post: try check(ccurl_set_long(easy, CURLOPT_POST, 1))
        }
        switch request.body {
        case .none:
            if request.method == .post { try setBytes(Data()) }
        case .bytes(let data): try setBytes(data)
        case .multipart(let parts): try setParts(parts)
        }
    }

    private func setBytes(_ data: Data) throws(TransferError) {
        let code = data.withUnsafeBytes { bytes in
            // curl takes a null pointer as "no body given" and would then ask for one to be read.
            bytes.isEmpty ? ccurl_set_body(easy, "", 0) : ccurl_set_body(easy, bytes.baseAddress, bytes.count)
        }
        try check(code)
    }

    private func setParts(_ parts: [HTTPRequest.Part]) throws(TransferError) {
        mime = ccurl_mime_init(easy)
        for part in parts {
            switch part {
            case .text(let name, let value):
                try check(ccurl_mime_text(mime, name, value, value.utf8.count))
            case .file(let name, let path, let filename, let type):
                guard ccurl_mime_file(mime, name, path, filename, type) == CURLE_OK else {
                    throw .file("The file \(path) cannot be read.")
                }
            }
        }
        try check(ccurl_set_mime(easy, mime))
    }

    private func setHeaders(_ headers: HTTPHeaders) throws(TransferError) {
        // Without this line a large body waits a second for a server that never says "100 Continue".
        list = ccurl_list_append(list, "Expect:")
        for field in headers.fields {
            list = ccurl_list_append(list, "\(field.name): \(field.value)")
        }
        try check(ccurl_set_list(easy, CURLOPT_HTTPHEADER, list))
    }

    private func setCallbacks() throws(TransferError) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        try check(ccurl_set_receiver(easy, CURLOPT_WRITEFUNCTION, receiveBody, CURLOPT_WRITEDATA, context))
        try check(ccurl_set_receiver(easy, CURLOPT_HEADERFUNCTION, receiveHeader, CURLOPT_HEADERDATA, context))
        try check(ccurl_set_socket_opener(easy, openSocket, context))
    }

    private func check(_ code: CURLcode) throws(TransferError) {
        guard code != CURLE_OK else { return }
        throw .unavailable("libcurl refused an option: \(String(cString: ccurl_strerror(code))).")
    }
}

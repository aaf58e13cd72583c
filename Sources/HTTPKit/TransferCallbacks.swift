import CCurl
import Glibc

// libcurl calls these on the transfer thread; each gets its Transfer back from the context.

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    let length = size * count
    guard let transfer = transfer(context) else { return 0 }
    guard transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: length)) else {
        return Int(CURL_WRITEFUNC_ERROR)
    }
    return length
}

func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    let length = size * count
    guard let transfer = transfer(context) else { return 0 }
    let raw = UnsafeRawBufferPointer(start: bytes, count: length)
    var line = String(decoding: raw, as: UTF8.self)[...]
    while let last = line.unicodeScalars.last, last == "\r" || last == "\n" || last == " " {
        line.unicodeScalars.removeLast()
    }
    transfer.takeHeader(String(line))
    return length
}

/// Opens curl's sockets so that no child process inherits one, and refuses private addresses when asked to.
func openSocket(
    _ context: UnsafeMutableRawPointer?,
    _ purpose: curlsocktype,
    _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let address, let transfer = transfer(context) else { return -1 }
    if transfer.allowsOnlyPublicAddresses {
        let isPrivate = withUnsafePointer(to: &address.pointee.addr) { NetworkAddress($0).isSpecial }
        if isPrivate {
            transfer.refuse(address: withUnsafePointer(to: &address.pointee.addr) { NetworkAddress($0).text })
            return -1
        }
    }
    let closeOnExec = Int32(SOCK_CLOEXEC.rawValue)
    return socket(address.pointee.family, address.pointee.socktype | closeOnExec, address.pointee.protocol)
}

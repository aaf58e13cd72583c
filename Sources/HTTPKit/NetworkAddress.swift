import Glibc

/// An IPv4 or IPv6 address, to tell public ones from those that lead into this machine or its network.
package struct NetworkAddress: Equatable, Sendable {
    /// 4 or 16 bytes in network order; empty for any other kind of address.
    let bytes: [UInt8]

    /// Reads an address as a person writes it, `nil` if the text is a name.
    package init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: &six) { Array($0) }
        } else {
            return nil
        }
    }

    init(_ address: UnsafePointer<sockaddr>) {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET: bytes = Array(UnsafeRawBufferPointer(start: raw + 4, count: 4))
        case AF_INET6: bytes = Array(UnsafeRawBufferPointer(start: raw + 8, count: 16))
        default: bytes = []
        }
    }

    /// Whether it is loopback, private, link-local, shared, multicast, reserved or unspecified.
    package var isSpecial: Bool {
        switch bytes.count {
        case 4: Self.isSpecial(bytes[0], bytes[1], bytes[2])
        case 16: isSpecialSix
        default: true
        }
    }

    var text: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: bytes.count, by: 2)
            .map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
            .joined(separator: ":")
    }

    private var isSpecialSix: Bool {
        if let four = embeddedFour { return Self.isSpecial(four[0], four[1], four[2]) }
        // 2000::/3 holds all public addresses; 2001:db8::/32 is for examples, 2002::/16 carries any IPv4 one.
        guard bytes[0] & 0xE0 == 0x20 else { return true }
        return bytes[0] == 0x20 && (bytes[1] == 0x02 || bytes[1...3] == [0x01, 0x0D, 0xB8])
    }

    /// The IPv4 address inside a mapped (`::ffff:`) or translated (`64:ff9b::`) one.
    private var embeddedFour: [UInt8]? {
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        let isTranslated = bytes.prefix(4) == [0x00, 0x64, 0xFF, 0x9B] && bytes[4..<12].allSatisfy { $0 == 0 }
        return isMapped || isTranslated ? Array(bytes.suffix(4)) : nil
    }

    private static func isSpecial(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
        switch (a, b, c) {
        case (0, _, _), (10, _, _), (127, _, _), (224..., _, _): true
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _): true
        case (192, 0, 0), (192, 0, 2), (198, 18...19, _), (198, 51, 100), (203, 0, 113): true
        default: false
        }
    }
}

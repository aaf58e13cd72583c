/// What a `Range` header asks of a file of a known size.
package enum ByteRange: Equatable, Sendable {
    case whole
    case part(offset: Int, length: Int)
    case unsatisfiable

    /// Reads `header`; anything but one range of bytes asks for the whole file, as RFC 9110 allows.
    package init(header: String?, size: Int) {
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else {
            self = .whole
            return
        }
        let bounds = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2 else {
            self = .whole
            return
        }
        let first = Int(bounds[0].filter { $0 != " " })
        let last = Int(bounds[1].filter { $0 != " " })
        self = Self.part(first: first, last: last, size: size)
    }

    private static func part(first: Int?, last: Int?, size: Int) -> Self {
        switch (first, last) {
        case (let first?, let last) where first >= 0:
            guard first <= last ?? Int.max else { return .whole }
            guard first < size else { return .unsatisfiable }
            return .part(offset: first, length: min(last ?? Int.max, size - 1) - first + 1)
        case (nil, let suffix?) where suffix >= 0:
            guard suffix > 0, size > 0 else { return .unsatisfiable }
            return .part(offset: max(0, size - suffix), length: min(suffix, size))
        default:
            return .whole
        }
    }
}

/// A block of text broken into lines at a size at which it fits.
struct CaptionLayout: Equatable {
    /// Pieces of one line, spaces included.
    var lines: [[CaptionText.Piece]]
    var fontSize: Int

    /// Takes the largest of `sizes` at which the text fits into the box; at the smallest it may end with "…".
    init(_ text: String, in box: VideoBox, sizes: ClosedRange<Int>, fonts: FontBook) {
        let caption = CaptionText(fonts: fonts)
        let paragraphs = text.split(whereSeparator: \.isNewline).map { caption.pieces(of: $0) }
        var size = sizes.upperBound
        var lines = Self.broken(paragraphs, width: Double(box.width) / Double(size))
        while Double(lines.count * size) > Double(box.height), size > sizes.lowerBound {
            size = max(sizes.lowerBound, size * 9 / 10)
            lines = Self.broken(paragraphs, width: Double(box.width) / Double(size))
        }
        let room = max(1, box.height / size)
        if lines.count > room {
            lines.removeSubrange((room - 1)...)
            lines.append(caption.pieces(of: "…"))
        }
        self.lines = lines
        fontSize = size
    }

    private static func broken(_ paragraphs: [[CaptionText.Piece]], width: Double) -> [[CaptionText.Piece]] {
        paragraphs.flatMap { broken($0, width: width) }
    }

    private static func broken(_ pieces: [CaptionText.Piece], width: Double) -> [[CaptionText.Piece]] {
        var lines: [[CaptionText.Piece]] = []
        var line: [CaptionText.Piece] = []
        var used = 0.0
        for word in words(of: pieces).flatMap({ cut($0, to: width) }) {
            let length = word.reduce(0) { $0 + $1.width }
            if used + length > width, !line.isEmpty {
                lines.append(line)
                line = []
                used = 0
            }
            if line.isEmpty, word.first?.text == " " { continue }
            line += word
            used += length
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// Pieces that must stay together.
    private static func words(of pieces: [CaptionText.Piece]) -> [[CaptionText.Piece]] {
        var words: [[CaptionText.Piece]] = []
        for piece in pieces {
            if piece.mayBreak || words.isEmpty { words.append([piece]) } else { words[words.count - 1].append(piece) }
        }
        return words
    }

    /// A word wider than a line is cut where it must be.
    private static func cut(_ word: [CaptionText.Piece], to width: Double) -> [[CaptionText.Piece]] {
        guard word.reduce(0, { $0 + $1.width }) > width else { return [word] }
        return word.flatMap { piece -> [[CaptionText.Piece]] in
            let count = piece.text.unicodeScalars.count
            let room = max(1, Int(width / max(piece.width / Double(max(1, count)), 0.01)) - 1)
            let scalars = Array(piece.text.unicodeScalars)
            return stride(from: 0, to: count, by: room).map { start in
                var part = piece
                part.text = String(String.UnicodeScalarView(scalars[start..<min(start + room, count)]))
                part.width = piece.width * Double(min(room, count - start)) / Double(count)
                return [part]
            }
        }
    }
}

/// A box in pixels.
struct VideoBox: Equatable {
    var width: Int
    var height: Int
}

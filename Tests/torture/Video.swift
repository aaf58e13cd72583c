import FoundationEssentials

/// The video that the server's renderer gives, with a box at its end that says whose it is.
enum Video {
    static let fixed =
        box("ftyp", Data("isom0000isom".utf8)) + box("moov", box("free", Data(count: 64)))
        + box("mdat", Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }))

    static func expected(of id: String) -> Data { fixed + box("free", Data(id.utf8)) }

    /// A shell script with nothing but `cat` to start: there are hundreds of stories.
    static func renderer(home: String) -> String {
        """
        #!/bin/sh
        IFS= read -r line
        id=${line#*torture-}
        id=${id%% *}
        cat '\(home)/fixed.mp4' > "$1"
        printf '\\000\\000\\000\\016free%s' "$id" >> "$1"

        """
    }

    private static func box(_ kind: String, _ content: Data) -> Data {
        let length = UInt32(content.count + 8)
        return Data((0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) }) + Data(kind.utf8) + content
    }
}

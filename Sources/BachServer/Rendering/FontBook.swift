import FoundationEssentials

/// The fonts that a caption may use, in the order in which they are asked for a character.
struct FontBook: Sendable {
    /// A font file of a Debian package.
    struct Source: Sendable {
        let path: String
        let family: String
        let package: String
    }

    static let debian = [
        Source(
            path: "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
            family: "DejaVu Sans",
            package: "fonts-dejavu-core"
        ),
        // Has the Korean syllables, which the font below lacks; the package keeps it out of fontconfig's sight.
        Source(
            path: "/usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf",
            family: "Droid Sans Fallback",
            package: "fonts-droid-fallback"
        ),
        Source(
            path: "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
            family: "Droid Sans Fallback",
            package: "fonts-droid-fallback"
        ),
    ]

    private let faces: [FontFace]
    /// The files, for the directory that the subtitle renderer is given.
    let files: [String]
    /// Debian packages whose fonts are not here; captions then show code points instead of characters.
    let missingPackages: [String]

    /// Reads the fonts of this machine.
    init() {
        self.init(Self.debian)
    }

    init(_ sources: [Source]) {
        var faces: [FontFace] = []
        var files: [String] = []
        var missing: [String] = []
        for source in sources {
            if let face = FontFace(contentsOf: source.path, family: source.family) {
                faces.append(face)
                files.append(source.path)
            } else if !missing.contains(source.package) {
                missing.append(source.package)
            }
        }
        self.faces = faces
        self.files = files
        missingPackages = missing
    }

    /// The first font that has the character.
    func face(for scalar: Unicode.Scalar) -> FontFace? {
        faces.first { $0.has(scalar) }
    }

    /// The font of plain text.
    var mainFamily: String { faces.first?.family ?? "sans-serif" }
}

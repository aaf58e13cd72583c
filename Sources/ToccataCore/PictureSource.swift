/// A picture as a person named it: a URL, or a file of this machine.
package struct PictureSource: Equatable, Hashable, Sendable {
    /// As it was typed.
    package let text: String

    package init(_ text: String) { self.text = text }

    /// Whether it names a file of this machine; everything that does not look like a URL does.
    package var isFile: Bool {
        !text.isEmpty && !isData && (text.hasPrefix("file://") || !text.contains("://"))
    }

    /// Whether it is the picture itself, as a `data:` URI.
    package var isData: Bool { text.lowercased().hasPrefix("data:") }

    /// What multi-image takes: as ``requestValue(in:)``, but of a `data:` URI only the base64 behind its comma.
    package func listedValue(in places: Places) -> String {
        guard isData, let comma = text.firstIndex(of: ",") else { return requestValue(in: places) }
        return String(text[text.index(after: comma)...])
    }

    /// The file's absolute path; nil for a URL.
    package func path(in places: Places) -> String? {
        guard isFile else { return nil }
        let name = text.hasPrefix("file://") ? String(text.dropFirst("file://".count)) : text
        if name == "~" { return places.home }
        if name.hasPrefix("~/") { return places.home + name.dropFirst(1) }
        return name.hasPrefix("/") ? name : places.directory + "/" + name
    }

    /// What stands in a request body until the file is uploaded: the URL, or `file://` and the absolute path.
    package func requestValue(in places: Places) -> String { path(in: places).map { "file://" + $0 } ?? text }

    /// The last part of the path or URL, to be recognised by.
    package var shortName: String {
        if isData { return String(text.prefix { $0 != ";" && $0 != "," }) }
        let path = text.prefix { $0 != "?" && $0 != "#" }
        return path.split(separator: "/").last.map(String.init) ?? text
    }
}

/// Where relative names start.
package struct Places: Equatable, Sendable {
    /// Absolute, without a slash at the end.
    package let home: String
    package let directory: String

    package init(home: String, directory: String) {
        self.home = home
        self.directory = directory
    }
}

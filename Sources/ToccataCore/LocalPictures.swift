package import BachAPI

/// The pictures of this machine in a request body, and what becomes of them.
///
/// Until it is sent, a body carries them as `file://` and an absolute path (not percent-encoded) in the places
/// where the API takes a URL. Each is uploaded and replaced just before the body goes out.
package enum LocalPictures {
    /// The absolute paths, in the order of the body, each once.
    package static func paths(in body: JSONValue) -> [String] {
        var paths: [String] = []
        _ = mapURLs(in: body) { url in
            if let path = path(url), !paths.contains(path) { paths.append(path) }
            return url
        }
        return paths
    }

    /// The links of the pictures that are not on this machine, in the order of the body.
    package static func links(in body: JSONValue) -> [String] {
        var links: [String] = []
        _ = mapURLs(in: body) { url in
            if path(url) == nil { links.append(url) }
            return url
        }
        return links
    }

    /// The link that took the place of each path in a later state of a body.
    package static func uploads(from earlier: JSONValue, to later: JSONValue) -> [String: String] {
        func urls(_ body: JSONValue) -> [String] {
            var urls: [String] = []
            _ = mapURLs(in: body) { url in
                urls.append(url)
                return url
            }
            return urls
        }
        let pairs = zip(urls(earlier), urls(later)).compactMap { before, after in
            path(before).flatMap { path(after) == nil ? ($0, after) : nil }
        }
        return Dictionary(pairs) { $1 }
    }

    /// The body with each path replaced by its URL; a path without one stays.
    package static func replacing(_ urls: [String: String], in body: JSONValue) -> JSONValue {
        mapURLs(in: body) { url in path(url).flatMap { urls[$0] } ?? url }
    }

    /// The body with files in the place of the links that stand for them.
    package static func replacing(links paths: [String: String], in body: JSONValue) -> JSONValue {
        mapURLs(in: body) { url in paths[url].map { "file://" + $0 } ?? url }
    }

    /// What is wrong with a body, local pictures counting as if they were uploaded.
    package static func problems(in body: JSONValue, mode: Mode, limits: Limits = .current) -> [FieldProblem] {
        let uploaded = mapURLs(in: body) { path($0) == nil ? $0 : "https://uploaded.invalid/picture.png" }
        return RequestRules.problems(in: uploaded, mode: mode, limits: limits)
    }

    /// The body with each `file://path` made absolute: what does not begin with a slash lies below `folder`.
    package static func absolute(in body: JSONValue, folder: String) -> JSONValue {
        mapURLs(in: body) { url in
            guard url.hasPrefix("file://"), path(url) == nil else { return url }
            return "file://" + folder + "/" + url.dropFirst("file://".count)
        }
    }

    private static func path(_ url: String) -> String? {
        url.hasPrefix("file:///") ? String(url.dropFirst("file://".count)) : nil
    }

    private static func mapURLs(in body: JSONValue, _ change: (String) -> String) -> JSONValue {
        guard case .object(var object) = body else { return body }
        object["image_url"] = object["image_url"].map { map($0, change) }
        if case .array(let elements) = object["reference_inputs"] {
            object["reference_inputs"] = .array(elements.map { mapURLs(inReference: $0, change) })
        }
        if case .array(let elements) = object["image_list"] {
            object["image_list"] = .array(elements.map { mapURLs(inListed: $0, change) })
        }
        return .object(object)
    }

    private static func mapURLs(inListed element: JSONValue, _ change: (String) -> String) -> JSONValue {
        guard case .object(var object) = element else { return element }
        object["image"] = object["image"].map { map($0, change) }
        return .object(object)
    }

    private static func mapURLs(inReference element: JSONValue, _ change: (String) -> String) -> JSONValue {
        guard case .object(var object) = element else { return element }
        object["url"] = object["url"].map { map($0, change) }
        if case .array(let pictures) = object["images"] { object["images"] = .array(pictures.map { map($0, change) }) }
        return .object(object)
    }

    private static func map(_ value: JSONValue, _ change: (String) -> String) -> JSONValue {
        value.stringValue.map { .string(change($0)) } ?? value
    }
}

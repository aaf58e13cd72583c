import BachAPI
import FoundationEssentials
import TerminalKit
import ToccataCore

/// Turns a YAML text into a ``ConfigFile``, noting what is wrong or strange.
struct ConfigFileReader {
    static let keys = [
        "profile", "profiles", "download_dir", "poll_interval", "grace", "max_running", "downloads", "editor",
        "player", "clipboard", "notify", "keys", "filters", "colors",
    ]
    static let accessKeys = ["base_url", "access_key", "secret_key", "api_token", "key_command"]
    static let profileKeys = accessKeys + ["multi_image"]
    static let multiImageKeys = accessKeys + ["path", "codes"]

    private var file: ConfigFile

    init(path: String) {
        file = ConfigFile(path: path)
    }

    mutating func read(_ data: Data) -> ConfigFile {
        do {
            if let node = try YAMLReader.read(data) { readFile(node) }
        } catch {
            note(.error, error.position, "The file cannot be read: \(error.message). Nothing in it is used.")
        }
        return file
    }

    private mutating func readFile(_ node: YAMLNode) {
        for member in members(node, of: "The file", known: Self.keys) {
            switch member.key {
            case "profile": file.profile = text(member).flatMap { $0.isEmpty ? nil : $0 }
            case "profiles": readProfiles(member.value)
            case "download_dir": file.downloadFolder = text(member)
            case "poll_interval": file.pollInterval = seconds(member, from: 1, to: 3600)
            case "grace": file.grace = seconds(member, from: 0, to: 60)
            case "max_running": file.mostRunning = count(member, to: 1000)
            case "downloads": file.downloadsAtOnce = count(member, to: 16)
            case "editor": file.editor = command(member)
            case "clipboard": file.clipboard = command(member)
            case "notify": file.notify = command(member)
            case "keys": readKeys(member.value)
            case "filters": readFilters(member)
            case "colors": readLooks(member.value)
            default: file.player = command(member)
            }
        }
    }

    private mutating func readProfiles(_ node: YAMLNode) {
        for member in members(node, of: "profiles", known: nil) {
            file.profiles[member.key] = profile(member)
        }
    }

    /// Which places and actions there are is the keymap's to say.
    private mutating func readKeys(_ node: YAMLNode) {
        for place in members(node, of: "keys", known: nil) {
            for action in members(place.value, of: place.key, known: nil) {
                guard let keys = sequences(action) else { continue }
                file.keys.append(KeyChange(place: place.key, action: action.key, keys: keys))
            }
        }
    }

    private mutating func readFilters(_ filters: YAMLNode.Member) {
        var named: [NamedFilter] = []
        for member in members(filters.value, of: "filters", known: nil) {
            guard let text = text(member) else { continue }
            do throws(TaskFilter.Problem) {
                _ = try TaskFilter(text, at: WallClock(now: .distantPast))
                named.append(NamedFilter(member.key, text))
            } catch {
                note(.error, member.value.position, "\(member.key) is no filter: \(error).")
            }
        }
        if named.count > NamedFilter.most {
            note(.warning, filters.keyPosition, "filters: the first \(NamedFilter.most) of them have a key.")
        }
        file.filters = Array(named.prefix(NamedFilter.most))
    }

    private mutating func readLooks(_ node: YAMLNode) {
        for member in members(node, of: "colors", known: Role.allCases.map(\.name)) {
            guard let role = Role.allCases.first(where: { $0.name == member.key }) else { continue }
            if let look = look(member) { file.looks[role] = look }
        }
    }

    private mutating func profile(_ member: YAMLNode.Member) -> Profile {
        var profile = Profile()
        for member in members(member.value, of: member.key, known: Self.profileKeys) {
            switch member.key {
            case "base_url": profile.baseURL = text(member)
            case "access_key": profile.accessKey = text(member)
            case "secret_key": profile.secretKey = text(member).map(Secret.init)
            case "api_token": profile.apiToken = text(member).map(Secret.init)
            case "multi_image": profile.multiImage = multiImage(member)
            default: profile.keyCommand = command(member)
            }
        }
        return profile
    }

    private mutating func multiImage(_ member: YAMLNode.Member) -> MultiImageProfile {
        var profile = MultiImageProfile()
        for member in members(member.value, of: member.key, known: Self.multiImageKeys) {
            switch member.key {
            case "base_url": profile.baseURL = text(member)
            case "path": profile.path = path(member)
            case "codes": profile.codes = codes(member)
            case "access_key": profile.accessKey = text(member)
            case "secret_key": profile.secretKey = text(member).map(Secret.init)
            case "api_token": profile.apiToken = text(member).map(Secret.init)
            default: profile.keyCommand = command(member)
            }
        }
        return profile
    }

    /// The members of a mapping, each key once, those that nobody knows left out; `known` nil takes any key.
    private mutating func members(_ node: YAMLNode, of name: String, known: [String]?) -> [YAMLNode.Member] {
        guard node.content != .null else { return [] }
        guard case .mapping(let members) = node.content else {
            note(.error, node.position, "\(name) must hold lines of the form `key: value`.")
            return []
        }
        var taken: [YAMLNode.Member] = []
        for member in members {
            if let known, !known.contains(member.key) {
                noteUnknown(member, known)
            } else {
                noteRepetition(member, taken)
                taken.removeAll { $0.key == member.key }
                taken.append(member)
            }
        }
        return taken
    }

    private mutating func noteUnknown(_ member: YAMLNode.Member, _ known: [String]) {
        let hint = NearestWord.to(member.key, among: known).map { "did you mean \($0)?" }
        let list = "known are \(known.joined(separator: ", "))."
        note(.warning, member.keyPosition, "\(member.key) is not known; \(hint ?? list)")
    }

    private mutating func noteRepetition(_ member: YAMLNode.Member, _ taken: [YAMLNode.Member]) {
        guard taken.contains(where: { $0.key == member.key }) else { return }
        note(.warning, member.keyPosition, "\(member.key) stands here a second time; this one counts.")
    }

    private mutating func note(_ kind: ConfigNotice.Kind, _ position: Position, _ message: String) {
        file.notices.append(ConfigNotice(kind, file: file.path, position: position, message: message))
    }
}

/// Single values. None of them is repeated in a notice: it may be a secret in the wrong place.
extension ConfigFileReader {
    private mutating func text(_ member: YAMLNode.Member) -> String? {
        switch member.value.content {
        case .scalar(let text): return text
        // A key with nothing behind it is there, and empty: that is for whoever needs it to refuse.
        case .null: return ""
        case .sequence, .mapping:
            note(.error, member.value.position, "\(member.key) must be a single word or text.")
            return nil
        }
    }

    private mutating func path(_ member: YAMLNode.Member) -> String? {
        guard var path = text(member) else { return nil }
        while path.hasSuffix("/") { path.removeLast() }
        let isPlain = path.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"?#".utf8.contains($0) }
        guard path.hasPrefix("/"), isPlain else {
            note(.error, member.value.position, "\(member.key) must be a path that begins with a slash.")
            return nil
        }
        return path
    }

    private mutating func codes(_ member: YAMLNode.Member) -> Dialect? {
        guard case .scalar(let text) = member.value.content, let dialect = Dialect(rawValue: text) else {
            note(.error, member.value.position, "\(member.key) must be kling or bach.")
            return nil
        }
        return dialect
    }

    private mutating func seconds(_ member: YAMLNode.Member, from least: Int, to most: Int) -> Duration? {
        guard case .scalar(let text) = member.value.content, let seconds = Double(text),
            (Double(least)...Double(most)).contains(seconds)
        else {
            note(.error, member.value.position, "\(member.key) must be a number of seconds, from \(least) to \(most).")
            return nil
        }
        return .seconds(seconds)
    }

    private mutating func count(_ member: YAMLNode.Member, to most: Int) -> Int? {
        guard case .scalar(let text) = member.value.content, let count = Int(text), (1...most).contains(count) else {
            note(.error, member.value.position, "\(member.key) must be a whole number, from 1 to \(most).")
            return nil
        }
        return count
    }

    /// One sequence of keys, or a list of them; empty for none.
    private mutating func sequences(_ member: YAMLNode.Member) -> [String]? {
        switch member.value.content {
        case .scalar(let text): return [text]
        case .null: return []
        case .sequence(let nodes) where nodes.allSatisfy({ Self.scalar($0) != nil }):
            return nodes.compactMap(Self.scalar)
        case .sequence, .mapping:
            note(.error, member.value.position, "\(member.key) must be a key, or a list of keys.")
            return nil
        }
    }

    /// A list of words, or one text that is parted at its spaces.
    private mutating func command(_ member: YAMLNode.Member) -> [String]? {
        var words: [String] = []
        switch member.value.content {
        case .scalar(let text): words = Self.words(text)
        case .sequence(let nodes): words = nodes.compactMap(Self.scalar)
        case .null, .mapping: break
        }
        guard !words.isEmpty, !Self.isPartial(member.value, words) else {
            note(.error, member.value.position, "\(member.key) must be a program and its arguments, as a list.")
            return nil
        }
        return words
    }

    /// A colour and attributes, as one text or as a list.
    private mutating func look(_ member: YAMLNode.Member) -> Look? {
        var words: [String] = []
        switch member.value.content {
        case .scalar(let text): words = Self.words(text)
        case .sequence(let nodes): words = nodes.compactMap(Self.scalar)
        case .null, .mapping: break
        }
        if !Self.isPartial(member.value, words), let look = Look(words: words) { return look }
        let unknown = words.first { !Look.words.contains($0) }
        let hint = unknown.flatMap { NearestWord.to($0, among: Look.words) }.map { "; did you mean \($0)?" }
        let rule = "\(member.key) must be a colour and attributes, like `red bold` or `white on blue`"
        let known = ": known are \(Look.words.joined(separator: ", "))."
        note(.error, member.value.position, rule + (hint ?? known))
        return nil
    }

    static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func isPartial(_ node: YAMLNode, _ words: [String]) -> Bool {
        if case .sequence(let nodes) = node.content { nodes.count != words.count } else { false }
    }

    private static func scalar(_ node: YAMLNode) -> String? {
        if case .scalar(let text) = node.content { text } else { nil }
    }
}

import BachAPI
import TerminalKit
import ToccataCore

/// Paths of files, completed where they are typed.
extension AppState {
    /// What is typed of a path, up to the cursor; nil where no file is named.
    ///
    /// In the field of a picture it may have spaces, in the prompt it is a word.
    private var typedPath: String? {
        guard let field = typedField else { return nil }
        let before = field.characters[..<field.cursor]
        switch overlays.last {
        case .input(let input): return input.purpose.isPicture ? String(before) : nil
        case .subject(let form):
            guard case .picture = form.focus else { return nil }
            return String(before)
        case nil where screen == .compose && compose.focus == .image: return String(before)
        case nil where screen == .compose && compose.focus == .prompt:
            return String(before.suffix(while: { !$0.isWhitespace }))
        default: return nil
        }
    }

    var refusalOfPath: String? { typedPath == nil ? "No file is named here." : nil }

    mutating func completePath() -> [Effect] {
        guard let typed = typedPath else {
            notice = Notice("No file is named here.")
            return []
        }
        guard typed.isEmpty || PictureSource(typed).isFile else {
            notice = Notice("This is a link: only files of this machine are completed.")
            return []
        }
        // A name that ends nowhere yet begins in the folder where the console was started.
        let whole = typed == "~" ? "~/" : typed
        let path = PictureSource(whole).path(in: places) ?? places.directory + "/"
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let name = String(path[path.index(after: slash)...])
        return [.listFiles(folder: String(path[...slash]), beginning: name, of: typed)]
    }

    /// Takes the names in, unless something else was typed meanwhile.
    mutating func complete(_ typed: String, _ beginning: String, with names: [String]) {
        guard typedPath == typed else { return }
        guard let first = names.first else {
            notice = .warning("No file is called \(typed)...")
            return
        }
        let same = names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        let rest = (typed == "~" ? "/" : "") + same.dropFirst(beginning.count)
        if !rest.isEmpty { edit { $0.insert(String(rest)) } }
        guard names.count > 1 else { return }
        let shown = names.prefix(Self.mostNames).joined(separator: "  ")
        notice = Notice("\(names.count) files: \(shown)" + (names.count > Self.mostNames ? "  ..." : ""))
    }

    private static var mostNames: Int { 12 }
}

extension LineInput.Purpose {
    fileprivate var isPicture: Bool {
        switch self {
        case .addImage, .editImage: true
        default: false
        }
    }
}

extension BidirectionalCollection {
    /// The last elements that all are as asked.
    fileprivate func suffix(while isMeant: (Element) -> Bool) -> SubSequence {
        self[(lastIndex { !isMeant($0) }.map(index(after:)) ?? startIndex)...]
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}

import CYAML

/// Reads the first document of a YAML text into nodes.
///
/// Aliases are refused and nesting is bounded, so that a small file cannot become a large value.
final class YAMLReader {
    private static let deepest = 16

    // libyaml keeps pointers into its parser and input: neither may move.
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// Answers nil for a text without any value.
    static func read(_ bytes: some Collection<UInt8>) throws(YAMLProblem) -> YAMLNode? {
        try YAMLReader(bytes).document()
    }

    private init(_ bytes: some Collection<UInt8>) {
        input = .allocate(capacity: bytes.count)
        _ = input.initialize(from: bytes)
        parser.initialize(to: yaml_parser_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    private func document() throws(YAMLProblem) -> YAMLNode? {
        while true {
            let event = try next()
            switch event.kind {
            case .other: continue
            case .end: return nil
            case .alias, .scalar, .sequence, .mapping: return try node(event, depth: 0)
            }
        }
    }

    private func node(_ event: Event, depth: Int) throws(YAMLProblem) -> YAMLNode {
        guard depth < Self.deepest else { throw YAMLProblem(message: "nested too deeply", position: event.position) }
        let content: YAMLNode.Content
        switch event.kind {
        case .scalar(let text, let isPlain):
            content = isPlain && ["", "~", "null", "Null", "NULL"].contains(text) ? .null : .scalar(text)
        case .sequence:
            content = .sequence(try elements(depth: depth + 1))
        case .mapping:
            content = .mapping(try members(depth: depth + 1))
        case .alias, .end, .other:
            throw YAMLProblem(message: "aliases are not taken here", position: event.position)
        }
        return YAMLNode(content: content, position: event.position)
    }

    private func elements(depth: Int) throws(YAMLProblem) -> [YAMLNode] {
        var elements: [YAMLNode] = []
        var event = try next()
        while event.kind != .end {
            elements.append(try node(event, depth: depth))
            event = try next()
        }
        return elements
    }

    private func members(depth: Int) throws(YAMLProblem) -> [YAMLNode.Member] {
        var members: [YAMLNode.Member] = []
        var event = try next()
        while event.kind != .end {
            guard case .scalar(let key, _) = event.kind else {
                throw YAMLProblem(message: "a key must be a word", position: event.position)
            }
            let value = try node(try next(), depth: depth)
            members.append(YAMLNode.Member(key: key, keyPosition: event.position, value: value))
            event = try next()
        }
        return members
    }

    private struct Event {
        enum Kind: Equatable {
            case scalar(String, isPlain: Bool)
            case sequence, mapping, alias
            /// Of a sequence, a mapping, or the text.
            case end
            /// What belongs to the text as a whole.
            case other
        }

        let kind: Kind
        let position: Position
    }

    private func next() throws(YAMLProblem) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem }
        defer { yaml_event_delete(&event) }
        return Event(kind: Self.kind(event), position: Position(event.start_mark))
    }

    private static func kind(_ event: yaml_event_t) -> Event.Kind {
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            return .scalar(String(decoding: bytes, as: UTF8.self), isPlain: isPlain)
        case YAML_SEQUENCE_START_EVENT: return .sequence
        case YAML_MAPPING_START_EVENT: return .mapping
        case YAML_ALIAS_EVENT: return .alias
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT, YAML_STREAM_END_EVENT: return .end
        default: return .other
        }
    }

    private var problem: YAMLProblem {
        let message = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
        // A byte that is no UTF-8 is found while reading, before there is a line for it.
        return YAMLProblem(message: message, position: Position(parser.pointee.problem_mark))
    }
}

extension Position {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}

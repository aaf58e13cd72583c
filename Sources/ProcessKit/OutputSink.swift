/// Where the bytes of one of a child's outputs go.
struct OutputSink {
    private(set) var captured = CapturedBytes()
    private var splitter = LineSplitter()
    private let output: Invocation.Output

    init(_ output: Invocation.Output) {
        self.output = output
    }

    mutating func take(_ bytes: some Collection<UInt8>) {
        switch output {
        case .captured(let limit):
            captured.append(bytes, limit: limit)
        case .lines(let handler):
            for line in splitter.lines(adding: bytes) { handler(line) }
        case .discarded, .descriptor, .inherited:
            break
        }
    }

    mutating func finish() {
        guard case .lines(let handler) = output, let line = splitter.lastLine() else { return }
        handler(line)
    }
}

/// What a terminal may send: keys, pastes, reports, halves of them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKeys(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: bytes, count: count)
    var (whole, pieces) = (ByteDecoder(), ByteDecoder())
    let events = whole.feed(input)
    expect(events == input.flatMap { pieces.feed([$0]) }, "bytes may be cut anywhere")
    let last = whole.flush()
    expect(!whole.isPending && last == pieces.flush(), "nothing is pending after a flush")
    for event in events + last { check(event) }
    return 0
}

private func check(_ event: InputEvent) {
    switch event {
    case .key(let chord):
        guard case .character(let character) = chord.key else { return }
        let scalars = character.unicodeScalars
        expect(!scalars.contains { $0.value < 0x20 || 0x7F...0x9F ~= $0.value }, "no control is a character")
    case .paste(let text):
        expect(text.utf8.count <= 3 * ByteDecoder.longestPaste, "a paste ends somewhere")
        expect(!text.unicodeScalars.contains("\r"), "a paste has one kind of line break")
    case .focus: break
    }
}

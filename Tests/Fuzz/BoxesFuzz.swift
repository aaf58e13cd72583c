/// The boxes of an MP4, in a file that may end anywhere; the first byte says whether it shrinks while it is read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzBoxes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    guard count > 0 else { return 0 }
    let file = Array(UnsafeBufferPointer(start: bytes, count: count).dropFirst())
    if bytes[0] & 1 == 1 { _ = flaw(file[...], length: .max) }
    guard flaw(file[...]) == nil else { return 0 }
    let ends = boxEnds(file)
    expect(file.dropFirst(4).starts(with: "ftyp".utf8), "a whole video says that it is one")
    expect(ends.last == file.count, "the boxes of a whole video add up to its length")
    let isOpen = ends.count > 0 && isOpenEnded(file, at: ends.count > 1 ? ends[ends.count - 2] : 0)
    let cuts = ends.flatMap { [$0 - 1, $0 - 8, $0 + 1, $0 + 8] } + [file.count / 2, file.count - 1, 1]
    // A box without a size ends with the file, wherever that is: there the announced length alone can tell.
    let last = isOpen ? (ends.dropLast().last ?? 0) + 8 : file.count
    for cut in cuts where 0 < cut && cut < last && !ends.contains(cut) {
        expect(flaw(file[..<cut]) != nil, "a file cut off inside a box is no whole video")
    }
    return 0
}

/// What is wrong with a file, read as one on a disk: never beyond its end, and no box twice.
private func flaw(_ file: ArraySlice<UInt8>, length: Int64? = nil) -> MP4Flaw? {
    let length = length ?? Int64(file.count)
    var reads = 0
    let flaw = MP4Boxes.flaw(length: length) { offset, count in
        reads += 1
        expect(0...length ~= offset && 0...16 ~= count, "reads heads inside the file")
        return offset < file.count ? Array(file.dropFirst(Int(offset)).prefix(count)) : []
    }
    expect(reads <= file.count / 8 + 2, "reads each head once")
    _ = flaw?.description
    return flaw
}

/// Where each box ends, as the standard has it: a size of 32 bits, one of 64 behind a 1, the rest of the file for a 0.
private func boxEnds(_ file: [UInt8]) -> [Int] {
    var ends: [Int] = []
    var start = 0
    while file.count - start >= 8 {
        var size = number(file, at: start, bytes: 4)
        if size == 0 { size = UInt64(file.count - start) }
        if size == 1, file.count - start >= 16 { size = number(file, at: start + 8, bytes: 8) }
        guard size >= 8, size <= UInt64(file.count - start) else { return ends }
        start += Int(size)
        ends.append(start)
    }
    return ends
}

private func isOpenEnded(_ file: [UInt8], at start: Int) -> Bool { number(file, at: start, bytes: 4) == 0 }

private func number(_ file: [UInt8], at start: Int, bytes: Int) -> UInt64 {
    file[start..<(start + bytes)].reduce(0) { $0 << 8 | UInt64($1) }
}

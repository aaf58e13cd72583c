import FoundationEssentials

/// The headers of pictures.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPicture(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let data = Data(bytes: bytes, count: count)
    guard let header = PictureHeader(data) else { return 0 }
    _ = header.turn
    if let size = header.size { expect(size.width > 0 && size.height > 0, "a size is none without both sides") }
    // A slice does not begin at 0.
    expect(PictureHeader((Data([0]) + data).dropFirst())?.size == header.size, "a slice has the same size")
    return 0
}

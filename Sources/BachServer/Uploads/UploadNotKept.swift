/// Why an upload could not be kept, which is no fault of the picture.
struct UploadNotKept: Error, CustomStringConvertible {
    let description: String
}

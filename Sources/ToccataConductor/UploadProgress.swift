/// How far an upload of pictures is.
package struct UploadProgress: Equatable, Sendable {
    /// Whether the files are still being looked at; nothing goes out before that is done.
    package var isChecking = false
    /// Pictures that have a URL, or will never have one.
    package var pictures = 0
    package var totalPictures: Int
    /// Bytes of those that had to be sent.
    package var bytes = 0
    package var totalBytes = 0
    /// Bytes a second since the first went out; nil before that.
    package var rate: Double?

    package init(totalPictures: Int) { self.totalPictures = totalPictures }
}

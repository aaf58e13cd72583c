/// The texts of code 1000 about batch uploads, word for word (`general-information`, Batch Upload Parameters).
///
/// Images and files are counted from 1; `th` follows every number, as the page has it.
extension Message {
    // Documented: by URL or base64
    package static let uploadImagesEmpty = "The upload image list cannot be empty."
    package static let uploadTypeEmpty = "The upload type cannot be empty."
    package static let uploadTypeUnknown = "The upload type can only be url or base64."

    package static func tooManyUploads(_ limit: some CustomStringConvertible) -> String {
        "Batch upload supports a maximum of \(limit) images."
    }
    package static func uploadOfFile(_ number: some CustomStringConvertible) -> String {
        "The \(number)th image: For file type, please use the submit-with-files interface."
    }
    package static func imageDataEmpty(_ number: some CustomStringConvertible) -> String {
        "The \(number)th image: imageData cannot be empty."
    }
    package static func imageURLWithoutExtension(_ number: some CustomStringConvertible) -> String {
        "The \(number)th image URL does not have a valid file extension."
    }
    package static func imageURLFormat(_ number: some CustomStringConvertible, _ ext: String) -> String {
        "The \(number)th image URL format '\(ext)' is not supported."
    }
    package static func base64Size(_ number: Int, bytes: Int) -> String {
        base64Size(number, megabytes: megabytes(bytes))
    }
    package static func base64Size(_ number: some CustomStringConvertible, megabytes size: String) -> String {
        "The \(number)th image (base64) size is approximately \(size)MB, exceeds the maximum limit of 10MB."
    }
    package static func base64FormatUnknown(_ number: some CustomStringConvertible) -> String {
        "The \(number)th image (base64): Cannot determine image format."
    }
    package static func base64Format(_ number: some CustomStringConvertible, _ format: String) -> String {
        "The \(number)th image (base64) format '\(format)' is not supported."
    }

    // Documented: files
    package static let uploadFilesEmpty = "The upload file list cannot be empty."
    package static let imageNamesCount = "The length of imageNames array must match the length of files array."

    package static func fileSize(_ number: Int, _ name: String, bytes: Int) -> String {
        fileSize(number, name, megabytes: megabytes(bytes))
    }
    package static func fileSize(_ number: some CustomStringConvertible, _ name: String, megabytes size: String)
        -> String
    {
        "The \(number)th image '\(name)' size is \(size)MB, exceeds the maximum limit of 10MB."
    }
    package static func fileNoImage(_ number: some CustomStringConvertible, _ name: String) -> String {
        "The \(number)th file '\(name)' is not an image."
    }
    package static func fileExtension(_ number: some CustomStringConvertible, _ name: String, _ ext: String) -> String {
        "The \(number)th file '\(name)' extension '\(ext)' is not supported."
    }
    package static func fileWithoutExtension(_ number: some CustomStringConvertible, _ name: String) -> String {
        "The \(number)th file '\(name)' does not have a valid file extension."
    }

    // Ours
    package static let batchIDTaken = "Batch id already exists."
    package static let batchIDForm =
        "Batch id must be a text of at most 128 characters without slashes and control characters."

    package static func imageNoBase64(_ number: some CustomStringConvertible) -> String {
        "The \(number)th image (base64): imageData is not valid base64."
    }

    /// Two decimals, rounded up so that a file just over the limit never reads as the limit.
    private static func megabytes(_ bytes: Int) -> String {
        let (whole, rest) = bytes.quotientAndRemainder(dividingBy: 1_048_576)
        let hundredths = whole * 100 + (rest * 100 + 1_048_575) / 1_048_576
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

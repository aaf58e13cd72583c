/// The check of a batch upload, for the server's answer and the client's look before sending.
package enum UploadRules {
    /// What is known of one file before it is looked into.
    package struct File: Equatable, Sendable {
        package let name: String
        /// Bytes.
        package let size: Int
        /// Whether its content is that of a picture.
        package let isPicture: Bool

        package init(name: String, size: Int, isPicture: Bool) {
            self.name = name
            self.size = size
            self.isPicture = isPicture
        }
    }

    /// The first thing that is wrong with `submit-with-files`, in the words of `general-information`; files are
    /// counted from 1.
    ///
    /// - Parameter names: The `image_names` given, or nil when none were.
    package static func problem(files: [File], names: Int? = nil, limits: Limits = .current) -> String? {
        if files.isEmpty { return "The upload file list cannot be empty." }
        if files.count > limits.picturesPerUpload {
            return "Batch upload supports a maximum of \(limits.picturesPerUpload) images."
        }
        if let names, names != files.count {
            return "The length of imageNames array must match the length of files array."
        }
        return files.enumerated().lazy.compactMap { problem(with: $1, number: $0 + 1, limits) }.first
    }

    private static func problem(with file: File, number: Int, _ limits: Limits) -> String? {
        guard let ext = fileExtension(file.name) else {
            return "The \(number)th file '\(file.name)' does not have a valid file extension."
        }
        guard limits.uploadExtensions.contains(ext.lowercased()) else {
            return "The \(number)th file '\(file.name)' extension '\(ext)' is not supported."
        }
        if file.size > limits.pictureSize {
            return "The \(number)th image '\(file.name)' size is \(megabytes(file.size))MB, "
                + "exceeds the maximum limit of 10MB."
        }
        return file.isPicture ? nil : "The \(number)th file '\(file.name)' is not an image."
    }

    /// What stands behind the last dot of a name; nil when there is none or nothing.
    package static func fileExtension(_ name: String) -> String? {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let ext = name[name.index(after: dot)...]
        return ext.isEmpty ? nil : String(ext)
    }

    /// Two decimals, rounded up so that a file just over the limit never reads as the limit.
    private static func megabytes(_ bytes: Int) -> String {
        let hundredths = (bytes * 100 + 1_048_575) / 1_048_576
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

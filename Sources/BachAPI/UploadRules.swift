/// The check of a batch upload of files, for the server's answer and the client's look before sending.
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
        if files.isEmpty { return Message.uploadFilesEmpty }
        if files.count > limits.picturesPerUpload { return Message.tooManyUploads(limits.picturesPerUpload) }
        if let names, names != files.count { return Message.imageNamesCount }
        return files.enumerated().lazy.compactMap { problem(with: $1, number: $0 + 1, limits) }.first
    }

    private static func problem(with file: File, number: Int, _ limits: Limits) -> String? {
        guard let ext = fileExtension(file.name) else { return Message.fileWithoutExtension(number, file.name) }
        guard limits.uploadExtensions.contains(ext.lowercased()) else {
            return Message.fileExtension(number, file.name, ext)
        }
        if file.size > limits.pictureSize { return Message.fileSize(number, file.name, bytes: file.size) }
        return file.isPicture ? nil : Message.fileNoImage(number, file.name)
    }

    /// What stands behind the last dot of a name; nil when there is none or nothing.
    package static func fileExtension(_ name: String) -> String? {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let ext = name[name.index(after: dot)...]
        return ext.isEmpty ? nil : String(ext)
    }

    /// The first thing that is wrong with a `batch_id` of the caller's own; it has to fit into the path of its status.
    package static func problem(batchID: String) -> String? {
        batchID.fitsInPath && batchID.unicodeScalars.count <= 128 ? nil : Message.batchIDForm
    }
}

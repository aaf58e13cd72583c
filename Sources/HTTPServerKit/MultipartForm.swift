/// A `multipart/form-data` body whose files went to disk while they came in.
package struct MultipartForm: Equatable, Sendable {
    package struct Limits: Equatable, Sendable {
        /// What of one file is kept; its real size is counted all the same.
        package var fileBytes: Int
        package var files: Int
        package var fieldBytes: Int
        package var fields: Int
        /// Of the whole body; a longer one is cut off with 413.
        package var bodyBytes: Int

        package init(fileBytes: Int, files: Int, fieldBytes: Int, fields: Int, bodyBytes: Int) {
            self.fileBytes = fileBytes
            self.files = files
            self.fieldBytes = fieldBytes
            self.fields = fields
            self.bodyBytes = bodyBytes
        }
    }

    package struct File: Equatable, Sendable {
        package var field: String
        /// As the client named it: never a path to write to.
        package var name: String
        package var contentType: String
        /// Where the bytes are; empty for files past ``Limits/files``.
        package var path: String
        /// How many bytes came, including those past ``Limits/fileBytes`` that were not kept.
        package var size: Int
    }

    package struct Field: Equatable, Sendable {
        package var name: String
        package var value: String
    }

    /// What is wrong with a form as such.
    package enum Defect: Equatable, Sendable {
        /// Broken off before its last boundary, or no form at all.
        case malformed
        case fieldTooLong
        case tooManyFields
    }

    package var files: [File] = []
    package var fields: [Field] = []
    /// Why a file that came could not be kept; nil when all were.
    package var problem: String?
    package var defect: Defect?
    /// Where the files are, if there are any.
    ///
    /// Whoever answers the request removes it or moves the files away.
    package var directory = ""

    package init() {}

    package func values(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }
}

import CMicroHTTPD
import FoundationEssentials
import Glibc

/// Takes a multipart body apart while it comes in, files straight to disk.
final class FormReceiver {
    let limits: MultipartForm.Limits
    private(set) var received = 0
    private var form = MultipartForm()
    private var fieldBytes: [UInt8] = []
    private var isKeepingField = false
    private var delimiter: FormDelimiter?
    /// How many lines between parts have come, and how many had when the last part began.
    private var linesReceived = 0
    private var linesAtLastPart = 0
    private var lastPart: Part?
    private var output: Int32 = -1
    private var parser: OpaquePointer?
    private var isFinished = false

    init(directory: String, limits: MultipartForm.Limits, connection: OpaquePointer) {
        self.limits = limits
        form.directory = directory
        let context = Unmanaged.passUnretained(self).toOpaque()
        parser = cmhd_form(connection, 16 * 1024, receiveFormPart, context)
        delimiter = cmhd_value(connection, .HEADER_KIND, "Content-Type")
            .flatMap { FormDelimiter(contentType: String(cString: $0)) }
    }

    deinit {
        closeOutput()
        if let parser { cmhd_form_end(parser) }
    }

    func receive(_ bytes: UnsafeRawBufferPointer) {
        received += bytes.count
        var rest = bytes
        while let parser, !rest.isEmpty {
            let piece = delimiter?.take(from: rest) ?? (rest.count, false)
            let start = rest.baseAddress?.assumingMemoryBound(to: CChar.self)
            if cmhd_form_take(parser, start, piece.count) == .NO { form.defect = .malformed }
            if piece.endsWithLine { linesReceived += 1 }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
        }
    }

    func finish() -> MultipartForm {
        if let parser, cmhd_form_end(parser) == .NO { form.defect = .malformed }
        parser = nil
        endField()
        closeOutput()
        isFinished = true
        return form
    }

    /// Removes the files, unless the form was handed on: then they belong to whoever has it.
    func discard() {
        closeOutput()
        guard !isFinished, !form.files.isEmpty else { return }
        // What cannot be removed now is below the data directory and goes with it.
        try? FileManager.default.removeItem(atPath: form.directory)
    }

    fileprivate func part(_ part: Part, at offset: UInt64, _ bytes: UnsafeRawBufferPointer) {
        if offset == 0, linesReceived != linesAtLastPart || part != lastPart { begin(part) }
        if part.fileName == nil {
            appendToField(bytes)
        } else {
            write(bytes)
        }
    }

    private func begin(_ part: Part) {
        linesAtLastPart = linesReceived
        lastPart = part
        endField()
        closeOutput()
        if let fileName = part.fileName { beginFile(part, named: fileName) } else { beginField(part) }
    }

    private func beginField(_ part: Part) {
        isKeepingField = form.fields.count < limits.fields
        if isKeepingField {
            form.fields.append(.init(name: part.name, value: ""))
        } else {
            form.defect = .tooManyFields
        }
    }

    private func appendToField(_ bytes: UnsafeRawBufferPointer) {
        guard isKeepingField else { return }
        let room = limits.fieldBytes - fieldBytes.count
        if bytes.count > room { form.defect = .fieldTooLong }
        fieldBytes.append(contentsOf: bytes.prefix(room))
    }

    private func endField() {
        guard isKeepingField, !form.fields.isEmpty else { return }
        form.fields[form.fields.count - 1].value = String(decoding: fieldBytes, as: UTF8.self)
        fieldBytes = []
        isKeepingField = false
    }

    private func beginFile(_ part: Part, named fileName: String) {
        // One more than the limit is enough to tell that there are too many.
        guard form.files.count <= limits.files else { return }
        let path = form.files.count < limits.files ? open(number: form.files.count) : ""
        form.files.append(
            .init(field: part.name, name: fileName, contentType: part.contentType, path: path, size: 0)
        )
    }

    private func open(number: Int) -> String {
        // If the directory cannot be made the file cannot be opened either, and is reported as not kept.
        try? FileManager.default.createDirectory(atPath: form.directory, withIntermediateDirectories: true)
        let path = "\(form.directory)/\(number)"
        output = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if output < 0 { failed() }
        return output >= 0 ? path : ""
    }

    private func write(_ bytes: UnsafeRawBufferPointer) {
        guard !form.files.isEmpty, form.files.count <= limits.files else { return }
        let last = form.files.count - 1
        let room = max(0, limits.fileBytes - form.files[last].size)
        form.files[last].size += bytes.count
        guard output >= 0, room > 0 else { return }
        var rest = UnsafeRawBufferPointer(rebasing: bytes.prefix(room))
        while !rest.isEmpty {
            let written = Glibc.write(output, rest.baseAddress, rest.count)
            guard written > 0 else {
                failed()
                closeOutput()
                form.files[last].path = ""
                return
            }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
        }
    }

    /// Called right after the call that went wrong.
    private func failed() {
        form.problem = "an uploaded file could not be kept: \(String(cString: strerror(errno)))"
    }

    private func closeOutput() {
        if output >= 0 { close(output) }
        output = -1
    }
}

extension FormReceiver {
    fileprivate struct Part: Equatable {
        var name: String
        var fileName: String?
        var contentType: String
    }
}

/// libmicrohttpd hands over a piece of a part; runs on its thread, inside `cmhd_form_take`.
private func receiveFormPart(
    context: UnsafeMutableRawPointer?,
    kind: MHD_ValueKind,
    key: UnsafePointer<CChar>?,
    fileName: UnsafePointer<CChar>?,
    contentType: UnsafePointer<CChar>?,
    encoding: UnsafePointer<CChar>?,
    data: UnsafePointer<CChar>?,
    offset: UInt64,
    size: Int
) -> MHD_Result {
    guard let context else { return .NO }
    let receiver = Unmanaged<FormReceiver>.fromOpaque(context).takeUnretainedValue()
    let part = FormReceiver.Part(
        name: key.map { String(cString: $0) } ?? "",
        fileName: fileName.map { String(cString: $0) },
        contentType: contentType.map { String(cString: $0) } ?? ""
    )
    receiver.part(part, at: offset, UnsafeRawBufferPointer(start: data, count: size))
    return .YES
}

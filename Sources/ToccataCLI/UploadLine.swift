import ToccataConductor

/// The line that says how far an upload is.
enum UploadLine {
    /// `uploading 57 of 300, 570 of 3000 MB, 45.2 MB/s`.
    static func text(_ progress: UploadProgress) -> String {
        let count = "\(progress.pictures) of \(progress.totalPictures)"
        if progress.isChecking { return "reading \(count)" }
        guard progress.totalBytes > 0 else { return "uploading \(count)" }
        let amount = "\(megabytes(progress.bytes)) of \(megabytes(progress.totalBytes)) MB"
        let rate = progress.rate.map { ", \(tenths($0 / 1_000_000)) MB/s" } ?? ""
        return "uploading \(count), \(amount)\(rate)"
    }

    /// Whole ones from ten on, tenths below.
    private static func megabytes(_ bytes: Int) -> String {
        bytes >= 10_000_000 ? "\(bytes / 1_000_000)" : tenths(Double(bytes) / 1_000_000)
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

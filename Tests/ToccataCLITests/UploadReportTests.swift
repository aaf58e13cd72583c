import BachAPI
import BachClient
import Testing
import ToccataConductor

@testable import ToccataCLI

@Suite("What upload says")
struct UploadReportTests {
    @Test(
        "an exit code for each trouble, and words that name the file",
        arguments: [
            (.unreachable(reason: "No connection."), .unreachable, "a.png: No connection."),
            (.throttled(reason: "Slow.", after: nil), .unreachable, "a.png: Slow."),
            (.unclear(reason: "What?"), .unreachable, "a.png: What?"),
            (.rejected(reason: "a.png was refused: too dark."), .refused, "a.png: a.png was refused: too dark."),
            (.refused(APIFailure(httpStatus: 400, code: 1001, message: "No")), .refused, "a.png: No"),
            (
                .unreadable(reason: "The picture /p/a.png cannot be read."), .invalidRequest,
                "The picture /p/a.png cannot be read."
            ),
        ] as [(UploadTrouble, ExitCode, String)]
    )
    func troubles(trouble: UploadTrouble, code: ExitCode, message: String) {
        let (exitCode, failure) = UploadReport.failure(trouble, of: "a.png")
        #expect(exitCode == code)
        #expect(failure.message == message)
    }

    @Test("a refusal carries the service's code and advice into the file's element")
    func element() {
        let trouble = UploadTrouble.refused(
            APIFailure(httpStatus: 403, code: 1302, message: "Insufficient credit package.")
        )
        let failure = UploadReport.failure(trouble, of: "a.png")
        #expect(failure.1.hint == APICode.insufficientCredits.advice)
        let element = UploadReport.json("a.png", url: nil, isSent: true, error: failure)
        #expect(
            element == [
                "file": "a.png", "url": .null, "sent": true,
                "error": [
                    "code": "refused", "message": "a.png: Insufficient credit package.", "api_code": 1302,
                    "http_status": 403,
                ],
            ]
        )
    }

    @Test("what several files met is said once")
    func grouped() {
        let dark = UploadTrouble.rejected(reason: "too dark")
        let cut = UploadTrouble.unreachable(reason: "cut")
        let results: [Result<String, UploadTrouble>] = [
            .failure(cut), .success("https://c/2"), .failure(dark), .failure(cut), .failure(cut),
        ]
        let files = (1...5).map { "\($0).png" }
        let uploaded = zip(files, results).map { UploadedFile(path: $0, result: $1, isSent: true) }
        let failures = UploadReport.failures(files, uploaded)
        #expect(failures.map(\.code) == [.unreachable, .refused])
        #expect(failures.map(\.failure.message) == ["1.png and 2 more files: cut", "3.png: too dark"])
    }

    @Test("the line of progress tells pictures, bytes and rate, as far as there are such")
    func line() {
        var progress = UploadProgress(totalPictures: 300)
        progress.isChecking = true
        progress.pictures = 7
        #expect(UploadLine.text(progress) == "reading 7 of 300")
        progress.isChecking = false
        #expect(UploadLine.text(progress) == "uploading 7 of 300")
        progress.totalBytes = 3_000_400_000
        progress.bytes = 1_250_000
        #expect(UploadLine.text(progress) == "uploading 7 of 300, 1.3 of 3000 MB")
        progress.bytes = 570_999_999
        progress.rate = 45_240_000
        #expect(UploadLine.text(progress) == "uploading 7 of 300, 570 of 3000 MB, 45.2 MB/s")
    }
}

import FoundationEssentials

/// The answers of a service, to every question; the first byte chooses the HTTP status.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAnswer(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    guard count > 0 else { return 0 }
    let status = [200, 201, 302, 400, 401, 404, 429, 500][Int(bytes[0] & 7)]
    let body = Data(bytes: bytes + 1, count: count - 1)
    for dialect in Dialect.allCases {
        let created = AnswerDecoder.create(httpStatus: status, body: body, dialect: dialect)
        if case .content(let task) = created { expect(!task.taskID.isEmpty, "a task has an id") }
        _ = AnswerDecoder.query(httpStatus: status, body: body, dialect: dialect)
        _ = AnswerDecoder.list(httpStatus: status, body: body, dialect: dialect)
    }
    _ = AnswerDecoder.subject(httpStatus: status, body: body)
    _ = AnswerDecoder.upload(httpStatus: status, body: body)
    return 0
}

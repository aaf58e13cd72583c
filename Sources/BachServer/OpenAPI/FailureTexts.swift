import BachAPI

/// What can be wrong with a request: the codes, each with the texts that come with it.
struct FailureTexts {
    let limits: Limits

    /// One code as it is answered.
    struct Failure: Equatable {
        var code: APICode
        var httpStatus: Int
        var texts: [String]

        init(_ code: APICode, _ texts: [String] = [], httpStatus: Int? = nil) {
            self.code = code
            self.httpStatus = httpStatus ?? code.httpStatus
            self.texts = texts.isEmpty ? [code.meaning] : texts
        }
    }

    /// The failures of an endpoint, in the order of the checks; none where no token is asked for.
    func failures(of endpoint: APIEndpoint) -> [Failure] {
        guard endpoint.needsToken else { return [] }
        if let family = endpoint.operation.family, family.dialect == .kling { return kling(endpoint.operation) }
        let tooLarge = Failure(.invalidParameter, [Message.bodyTooLarge], httpStatus: 413)
        let token = [APICode.authorizationMissing, .authenticationFailed, .tokenNotYetValid, .tokenExpired]
            .map { Failure($0) }
        return token + (endpoint.method == .post ? [tooLarge] : []) + own(endpoint.operation)
            + [Failure(.rateLimited), Failure(.internalError)]
    }

    private func own(_ operation: Operation) -> [Failure] {
        switch operation {
        case .create(let family):
            let plan = family.makesVideo ? [Failure(.durationNotInPlan), Failure(.resolutionNotInPlan)] : []
            return [Failure(.invalidParameter, bodyTexts + texts(of: family)), Failure(.sensitiveContent)] + plan
                + [Failure(.insufficientCredits)]
        case .query, .find: return [Failure(.invalidParameter, [Message.taskIDRequired]), Failure(.notFound)]
        case .uploadFiles: return [Failure(.invalidParameter, fileTexts)]
        case .submitBatch: return [Failure(.invalidParameter, bodyTexts + batchTexts)]
        case .batchStatus: return [Failure(.batchNotFound)]
        case .list, .health, .openAPI: return []
        }
    }

    /// Kling's page gives one table for all its endpoints; the local server says a part of it.
    private func kling(_ operation: Operation) -> [Failure] {
        let invalid = APICode.Kling.invalidParameter
        let texts: [String] =
            switch operation {
            case .create(let family): bodyTexts + self.texts(of: family)
            case .list: [Message.Kling.pageNumber, Message.Kling.pageSize]
            default: []
            }
        var failures = APICode.all(.kling).filter { $0.kind != .success }.map {
            Failure($0, $0 == invalid ? texts : [])
        }
        if case .create = operation { failures.append(Failure(invalid, [Message.bodyTooLarge], httpStatus: 413)) }
        return failures
    }

    // MARK: Texts of wrong parameters

    /// What is said of a body before its fields are looked at.
    private var bodyTexts: [String] {
        let bounds = JSONBounds.request
        let problems: [JSONProblem] = [
            .malformed, .repeatedName, .tooDeep(levels: bounds.depth), .tooManyValues(most: bounds.values),
        ]
        return problems.map(Message.body) + [Message.bodyNoObject]
    }

    /// The texts of a family's table, each once.
    func texts(of family: Family) -> [String] {
        var seen: Set<String> = []
        return FieldTable.rules(of: family).flatMap { rule in
            if case .duration = rule.shape { [limits.durationMessage(family)] } else { rule.texts }
        }.filter { seen.insert($0).inserted }
    }

    private var fileTexts: [String] {
        [
            Message.uploadFilesEmpty, Message.tooManyUploads(limits.picturesPerUpload), Message.imageNamesCount,
            Message.fileWithoutExtension("{n}", "{filename}"), Message.fileExtension("{n}", "{filename}", "{ext}"),
            Message.fileSize("{n}", "{filename}", megabytes: "{size}"), Message.fileNoImage("{n}", "{filename}"),
            Message.batchIDForm, Message.batchIDTaken, Message.formMalformed, Message.formFieldTooLong,
            Message.formFieldsTooMany,
        ]
    }

    private var batchTexts: [String] {
        [
            Message.uploadImagesEmpty, Message.uploadTypeEmpty, Message.uploadTypeUnknown,
            Message.tooManyUploads(limits.picturesPerUpload), Message.uploadOfFile("{n}"),
            Message.imageDataEmpty("{n}"), Message.imageURLWithoutExtension("{n}"),
            Message.imageURLFormat("{n}", "{ext}"), Message.imageURLInvalid,
            Message.base64Size("{n}", megabytes: "{size}"), Message.base64FormatUnknown("{n}"),
            Message.base64Format("{n}", "{format}"), Message.imageNoBase64("{n}"), Message.batchIDForm,
            Message.batchIDTaken,
        ]
    }
}

package import BachAPI

extension VideoTask {
    /// The row of the table that the task's code is from; nil for one that no page knows.
    ///
    /// A profile may say that the mode's codes are another dialect's. Where the two give a number different meanings,
    /// they give it different HTTP statuses, so that the status tells which is meant.
    package var knownCode: APICode? {
        guard let code else { return nil }
        let rows = ([mode.dialect] + Dialect.allCases).compactMap { APICode.of(code, $0) }
        return rows.first { $0.httpStatus == httpStatus } ?? APICode.of(code, mode.dialect)
    }

    /// What the service's page advises for its code.
    package var advice: String? { knownCode?.advice }
}

package import BachAPI

extension VideoTask {
    /// The row of the table that the task's code is from; nil for one that no page knows.
    ///
    /// A profile may say that the mode's codes are another dialect's; the HTTP status tells.
    package var knownCode: APICode? {
        guard let code else { return nil }
        let own = APICode.of(code, mode.dialect)
        return own?.httpStatus == httpStatus ? own : APICode.of(code, httpStatus: httpStatus) ?? own
    }

    /// What the service's page advises for its code.
    package var advice: String? { knownCode?.advice }
}

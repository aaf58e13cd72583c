/// Why a text is no YAML that is taken here.
struct YAMLProblem: Error, Equatable {
    let message: String
    let position: Position
}

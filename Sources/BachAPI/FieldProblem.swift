/// What is wrong with one field of a request.
package struct FieldProblem: Equatable, Sendable {
    /// The API's name of the field: `prompt`, `reference_inputs`, `subject_name`.
    package let field: String
    /// Which element of `reference_inputs`, counted from 0; nil for a field of the request itself.
    package let element: Int?
    /// Which picture of that element, counted from 0.
    package let position: Int?
    /// The service's own words where it has some.
    package let message: String

    package init(_ field: String, element: Int? = nil, position: Int? = nil, _ message: String) {
        self.field = field
        self.element = element
        self.position = position
        self.message = message
    }
}

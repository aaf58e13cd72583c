/// Ends the run with `what` on standard error: an optimised `precondition` would keep it to itself.
func expect(_ condition: Bool, _ what: String) {
    if !condition { fatalError("not so: \(what)") }
}

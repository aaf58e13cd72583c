/// The version of both programs, which are made and released together.
package enum Version {
    package static let current = "0.1.0"
}

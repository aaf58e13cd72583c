/// The texts of code 1000, word for word, missing full stops included.
///
/// Those of the general page's table and of the endpoint pages come first; the rest are ours, for cases that no
/// page covers.
package enum Message {
    // Documented
    package static let modelRequired = "Model name is required."
    package static let provideAPrompt = "Please provide a prompt."
    package static let promptRequired = "Prompt is required."
    package static let durationFixed = "Duration must be 6 seconds. Please refer to the API documentation for details."
    package static let resolution = "Resolution must be 720p or 1080p."
    package static let aspectRatio = "Aspect ratio must be 16:9, 9:16, or 1:1."
    package static let seed = "Seed must be between 0 and 10000000."
    package static let promptLength = "The prompt length must not exceed 10000 characters."
    package static let negativePromptLength = "The negative prompt length must not exceed 10000 characters."
    package static let audioPromptLength = "The audio prompt length must not exceed 200 characters."
    package static let callbackLength = "The callback url length must not exceed 500 characters."
    package static let taskIDRequired = "Task Id is required."
    package static let imageURLInvalid = "Image URL must be a valid HTTP or HTTPS URL"
    package static let imageURLRequired = "Image URL is required."
    package static let imageURLEmpty = "Image URL cannot be empty."
    package static let tooManyReferences = "Image URL list cannot exceed 9 elements."
    package static let nameRequired = "Name is required."
    package static let subjectNameRequired = "Subject name is required."
    package static let subjectNameLength = "The name length must not exceed 50 characters."
    package static let subjectDescriptionLength = "The desc length must not exceed 500 characters."
    package static let subjectType = "Subject type must be either 'character' or 'object'"

    package static func durationBetween(_ least: Int, _ most: Int) -> String {
        "Duration must be between \(least) and \(most) seconds."
    }
    package static func referenceNull(_ index: some CustomStringConvertible) -> String {
        "Image URL list element at index \(index) cannot be null."
    }
    package static func referenceURLEmpty(_ index: some CustomStringConvertible) -> String {
        "Image URL at index \(index) cannot be empty."
    }
    package static func picturesEmpty(_ index: some CustomStringConvertible) -> String {
        "URL array at index \(index) cannot be empty."
    }
    package static func tooManyPictures(_ index: some CustomStringConvertible) -> String {
        "URL array at index \(index) cannot exceed 4 URLs."
    }
    package static func pictureNoString(_ index: some CustomStringConvertible, _ position: some CustomStringConvertible)
        -> String
    {
        "URL array at index \(index) contains non-string element at position \(position)."
    }
    package static func pictureEmpty(_ index: some CustomStringConvertible, _ position: some CustomStringConvertible)
        -> String
    {
        "URL in array at index \(index), position \(position) cannot be empty."
    }
    package static func elementType(_ index: some CustomStringConvertible) -> String {
        "Image URL list element at index \(index) must be either a string URL or a URL array."
    }

    // Ours
    package static let modelUnknown = "Model name is not supported."
    package static let framesPerSecond = "Fps must be 24 or 30."
    package static let guidance = "Cfg scale must be between 1.0 and 15.0."
    package static let callbackInvalid = "Callback url must be a valid HTTP or HTTPS URL."
    package static let subjectStyle = "Subject style must be one of realistic, anime, cartoon, 3d, pixel."
    package static let bodyTooLarge = "The request body is too large."
    package static let headerUnclear = "The request header does not say clearly where the body ends."
    package static let formMalformed = "The form is malformed or broken off."
    package static let formFieldTooLong = "A field of the form is longer than 1000 bytes."
    package static let formFieldsTooMany = "The form has too many fields."
    package static let bodyNoObject = "The request body must be a JSON object."

    package static func body(_ problem: JSONProblem) -> String { "The request body \(problem)." }
    package static let descriptionRequired = "Description is required."
    package static let descriptionLength = "The description length must not exceed 1000 characters."

    package static func noText(_ name: String) -> String { "\(name) must be a string." }
    package static func noBoolean(_ name: String) -> String { "\(name) must be true or false." }
    package static func tooFewPictures(_ index: some CustomStringConvertible) -> String {
        "URL array at index \(index) must contain at least 2 URLs."
    }
    package static func referenceType(_ index: some CustomStringConvertible) -> String {
        "Reference input type at index \(index) must be either 'image' or 'subject'."
    }
}

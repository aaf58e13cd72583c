extension Message {
    /// What the local server says in Kling's dialect: its page prints no texts, these are ours.
    package enum Kling {
        package static let model = "model_name must be kling-v1-6"
        package static let pictureListRequired = "image_list is required"
        package static let tooManyPictures = "image_list cannot exceed 4 images"
        package static let promptRequired = "prompt is required"
        package static let promptLength = "prompt cannot exceed 2500 characters"
        package static let negativePrompt = "negative_prompt must be a string"
        package static let negativePromptLength = "negative_prompt cannot exceed 2500 characters"
        package static let quality = "mode must be std or pro"
        package static let duration = "duration must be \"5\" or \"10\""
        package static let aspectRatio = "aspect_ratio must be 16:9, 9:16 or 1:1"
        package static let watermark = "watermark_info must be an object with enabled true or false"
        package static let callback = "callback_url must be a valid http or https URL"
        package static let callbackLength = "callback_url cannot exceed 500 characters"
        package static let externalID = "external_task_id must be a string without slashes and control characters"
        package static let externalIDLength = "external_task_id cannot exceed 200 characters"
        package static let externalIDTaken = "external_task_id already exists"
        package static let pageNumber = "pageNum must be between 1 and 1000"
        package static let pageSize = "pageSize must be between 1 and 500"

        package static func pictureRequired(_ index: some CustomStringConvertible) -> String {
            "image_list[\(index)].image is required"
        }
        package static func pictureHasPrefix(_ index: some CustomStringConvertible) -> String {
            "image_list[\(index)].image must be raw base64 without a data: prefix"
        }
        package static func pictureNoBase64(_ index: some CustomStringConvertible) -> String {
            "image_list[\(index)].image must be a valid http or https URL or base64"
        }
        package static func pictureFormat(_ index: some CustomStringConvertible) -> String {
            "image_list[\(index)].image must be a jpg, jpeg or png"
        }
        package static func pictureTooLarge(_ index: some CustomStringConvertible) -> String {
            "image_list[\(index)].image cannot exceed 10MB"
        }
        package static func pictureTooSmall(_ index: some CustomStringConvertible) -> String {
            "image_list[\(index)].image must be at least 300px wide and high"
        }
        package static func pictureShape(_ index: some CustomStringConvertible) -> String {
            "image_list[\(index)].image must have an aspect ratio between 1:2.5 and 2.5:1"
        }
    }
}

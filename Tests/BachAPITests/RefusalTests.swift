import BachAPI
import Testing

@Suite("What a refusal is about")
struct RefusalTests {
    @Test(
        "is the field that its words name, whichever dialect they are in",
        arguments: [
            (Mode.textToVideo, Message.provideAPrompt, "prompt"), (.textToVideo, Message.promptLength, "prompt"),
            (.textToVideo, Message.audioPromptLength, "audio_prompt"), (.textToVideo, Message.resolution, "resolution"),
            (.textToVideo, Message.negativePromptLength, "negative_prompt"), (.textToVideo, Message.seed, "seed"),
            (.imageToVideo, Message.imageURLInvalid, "image_url"), (.imageToVideo, Message.durationFixed, "duration"),
            (.elementsToVideo, Message.aspectRatio, "aspect_ratio"),
            (.elementsToVideo, Message.subjectNameRequired, "reference_inputs"),
            (.elementsToVideo, Message.callbackInvalid, "callback_url"),
            (.multiImageToVideo, Message.Kling.negativePromptLength, "negative_prompt"),
            (.multiImageToVideo, Message.Kling.quality, "mode"),
            (.multiImageToVideo, Message.Kling.pictureListRequired, "image_list"),
            (.textToVideo, Message.guidance, "cfg_scale"), (.textToVideo, Message.framesPerSecond, "fps"),
        ]
    )
    func words(mode: Mode, message: String, field: String) {
        let problem = FieldProblem(refusal: message, kind: .parameter, mode: mode)
        #expect(problem == FieldProblem(field, message))
    }

    @Test("is the one picture that they count to")
    func elements() {
        let bach = FieldProblem(refusal: Message.referenceURLEmpty(2), kind: .parameter, mode: .elementsToVideo)
        #expect(bach?.field == "reference_inputs" && bach?.element == 2)
        let kling = Message.Kling.pictureTooSmall(1)
        let listed = FieldProblem(refusal: kling, kind: .parameter, mode: .multiImageToVideo)
        #expect(listed?.field == "image_list" && listed?.element == 1)
    }

    @Test(
        "is what its code is about, where the words name nothing",
        arguments: [(APICode.Kind.policy, "prompt"), (.duration, "duration"), (.resolution, "resolution")]
    )
    func codes(kind: APICode.Kind, field: String) {
        #expect(FieldProblem(refusal: "No.", kind: kind, mode: .textToVideo)?.field == field)
    }

    @Test("is nothing in particular where neither tells")
    func nothing() {
        let credits = "Insufficient credit package."
        #expect(FieldProblem(refusal: credits, kind: .credits, mode: .textToVideo) == nil)
        #expect(FieldProblem(refusal: "Model name is required.", kind: .parameter, mode: .textToVideo) == nil)
    }
}

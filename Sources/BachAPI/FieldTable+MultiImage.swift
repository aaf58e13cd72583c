extension FieldTable {
    /// `multi-image-to-video`, Request Body.
    static let multiImageToVideo = [
        FieldRule(
            "model_name",
            .word(\.multiImage.models),
            refused: Message.Kling.model,
            fallback: .string(Default.multiImageModel)
        ),
        FieldRule(
            "image_list",
            .list(\.multiImage.pictures, check: PictureListRules.check),
            missing: Message.Kling.pictureListRequired,
            refused: Message.Kling.pictureListRequired,
            tooLong: Message.Kling.tooManyPictures
        ),
        FieldRule(
            "image_list[].image",
            .part(.picture),
            missing: Message.Kling.pictureRequired("{n}"),
            refused: Message.Kling.pictureNoBase64("{n}")
        ).saying(
            Message.Kling.pictureHasPrefix("{n}"),
            Message.Kling.pictureFormat("{n}"),
            Message.Kling.pictureTooLarge("{n}"),
            Message.Kling.pictureTooSmall("{n}"),
            Message.Kling.pictureShape("{n}")
        ),
        FieldRule(
            "prompt",
            .text(\.multiImage.promptLength),
            missing: Message.Kling.promptRequired,
            refused: Message.Kling.promptRequired,
            tooLong: Message.Kling.promptLength
        ),
        FieldRule(
            "negative_prompt",
            .text(\.multiImage.promptLength),
            refused: Message.Kling.negativePrompt,
            tooLong: Message.Kling.negativePromptLength
        ),
        FieldRule(
            "mode",
            .word(\.multiImage.qualities),
            refused: Message.Kling.quality,
            fallback: .string(Default.quality)
        ),
        FieldRule(
            "duration",
            .durationText(\.multiImage.durations),
            refused: Message.Kling.duration,
            fallback: .string(String(Default.multiImageDuration))
        ),
        FieldRule(
            "aspect_ratio",
            .word(\.aspectRatios),
            refused: Message.Kling.aspectRatio,
            fallback: .string(Default.aspectRatio)
        ),
        FieldRule("watermark_info", .object(check: watermark), refused: Message.Kling.watermark),
        FieldRule("watermark_info.enabled", .part(.boolean), refused: Message.Kling.watermark, fallback: false),
        FieldRule(
            "callback_url",
            .shortLink(\.callbackLength),
            refused: Message.Kling.callback,
            tooLong: Message.Kling.callbackLength
        ),
        FieldRule(
            "external_task_id",
            .name(\.multiImage.externalIDLength),
            refused: Message.Kling.externalID,
            tooLong: Message.Kling.externalIDLength
        ).saying(Message.Kling.externalIDTaken),
    ]

    private static let watermark: FieldRule.Check = { fields in
        guard let value = fields["watermark_info"] else { return [] }
        let enabled = value["enabled"] ?? .null
        let isGood = value.objectValue != nil && (enabled.isNull || enabled.boolValue != nil)
        return isGood ? [] : [FieldProblem("watermark_info", Message.Kling.watermark)]
    }
}

import BachAPI
import ToccataApp
import ToccataCore

/// What the service's pages advise, in our words, for the field that has the focus.
enum Advice {
    static func text(_ field: ComposeField, _ draft: Draft) -> String {
        switch field {
        case .prompt: prompt(draft)
        case .mode:
            "Text: from words alone. Image: one picture starts to move. Elements: up to nine pictures and subjects "
                + "play together. Multi-image: up to four pictures, 5 or 10 seconds. Left and Right change it."
        case .image:
            "A URL, or a file of this machine (it is uploaded first): JPEG, PNG, WebP, GIF, BMP or TIFF, 10 MB at most, "
                + "300x300 at least. 720p or larger, sharp, with a clear subject and an uncluttered scene moves best."
        case .references where draft.mode == .multiImageToVideo:
            "One to four pictures that come together in the video, JPEG or PNG. Subjects do not go as such. Enter opens "
                + "their screen."
        case .references: "Pictures and subjects that appear in the video, in this order. Enter opens their screen."
        case .duration where draft.mode == .multiImageToVideo: "Multi-image to video makes 5 or 10 seconds."
        case .duration:
            "1-2 s: loops and small movements. 3-4 s: clips for social media. 5-6 s: complex scenes, storytelling."
        case .resolution:
            "720p or 1080p. Both are usable for every length; which your plan has, only the service knows."
        case .quality: "std is the usual one; pro takes longer, looks better and costs more."
        case .aspectRatio: "16:9 lies, 9:16 stands (telephones), 1:1 is square."
        case .framesPerSecond: "24 looks like cinema, 30 (the default) like video."
        case .seed:
            "The same request with the same seed gives much the same video: note it, vary one thing. Left empty, Toccata "
                + "picks one and sends it, so that it is known afterwards."
        case .variants:
            "How many tasks one send makes, alike but for the seed, which goes up by one. Each is a video of its own and is "
                + "paid for; the review names them all."
        case .guidance: "How closely the prompt is followed: 1.0 to 15.0, 5.0 if left empty. Higher is stricter."
        case .enhancement: "On: the service rewrites the prompt in more detail. Off: it takes your words as they are."
        case .negativePrompt: "What you do not want to see, for example: jerky motion, morphing, distortion."
        case .audio: "On: the service makes a sound track too. An audio prompt says which."
        case .audioPrompt: "What is to be heard, 200 characters at most. It needs Audio on."
        case .callback: "The service posts the result to this URL. Toccata asks by itself in any case."
        case .moderation: "On (the default): the service checks text, image and audio before it begins."
        case .watermark:
            "On: the service makes a copy with its watermark, too. Toccata saves the clean video and shows the copy's link."
        case .review: "Enter shows what would be sent. Nothing leaves this machine before y there."
        }
    }

    private static func prompt(_ draft: Draft) -> String {
        let motion =
            "Say what moves: the kind of motion, its speed and direction (slight rocking, gliding upwards slowly). "
            + "Name the camera's move, the surroundings and their light. Be specific. Enter is a new line."
        switch draft.mode {
        case .textToVideo, .textToSubject: return motion
        case .imageToVideo: return "The picture is there already: describe its motion. " + motion
        case .multiImageToVideo: return "Say how the pictures come together. " + motion
        case .elementsToVideo:
            return "Call references by what they are (the woman, the boat), subjects by name: @ completes it. " + motion
        }
    }
}

import BachAPI
import PlainText

extension Help {
    /// The page about sending.
    static let submit = """
        toccata submit MODE [options] [--wait] [--download DIR] [--dry-run] [--json]

        Sends a request, which costs money and cannot be called back, and prints the id
        of the task.

        \(options)
          --image URL|FILE         a picture; several for elements2video and
                                   multi-image2video; a file is uploaded first
          --subject NAME           elements2video: a subject of the library
          --request FILE|-         the whole body, exactly as the API takes it; that of
                                   multi-image2video gets an external_task_id if it has
                                   none

          --wait                   poll until the task has ended
          --poll-interval SECONDS  between polls (default 10; 2 at the local server)
          --timeout SECONDS        at the longest (default 3600)
          --download DIR           save the video there
          --dry-run                show the request as a curl command; nothing is sent
          --json                   one JSON document on standard output

        The same request within ten minutes is sent, with a warning on standard error.
        @FILE instead of a text reads it from a file. References are sent in the order
        given. While sending is paused, nothing is sent: the task is HELD,
        exit 5. Where the service refused everything lately, this task is tried.
        """

    private static let options = SubmitOption.all.map { option in
        let flag = option.kind == .toggle ? "--[no-]" + option.flag.dropFirst(2) : option.flag
        let texts = PlainText.wrapped(option.help + modes(of: option), to: 53)
        return "  " + flag.padded(to: 25) + texts.joined(separator: "\n" + String(repeating: " ", count: 27))
    }.joined(separator: "\n")

    /// For which modes an option is, the shorter way.
    private static func modes(of option: SubmitOption) -> String {
        let others = Mode.videos.filter { !option.modes.contains($0) }
        if others.isEmpty { return "" }
        if others.count == 1 { return " (not \(others[0].rawValue))" }
        return " (\(option.modes.map(\.rawValue).joined(separator: ", ")))"
    }
}

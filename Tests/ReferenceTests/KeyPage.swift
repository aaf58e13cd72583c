import ToccataApp

/// `docs/keybindings.md`, made from the registry of actions.
enum KeyPage {
    static var text: String { ([head] + Context.allCases.map(section)).joined(separator: "\n\n") + "\n" }

    private static let head = """
        # Keys

        Every key of the console, place by place; `?` shows those of the place one is in, `:` finds any action by its
        words. In text fields the keys of Emacs and readline move and cut. This page is made from the registry in the
        code by `make docs`; a test fails when it is stale. `toccata keys` prints the same with one's own changes.

        The configuration changes them, each by its place and action; a list gives several, an empty one none. Two chords
        are parted by a space.

        ```yaml
        keys:
          queue:
            hold: [f, F6]
            forget: "C-x f"
          everywhere:
            quit: []
        ```

        A change that would hide another key, that is typed where it stands, or that a terminal does not let through, is
        left out and told at the start. The nearest place wins; Enter never sends, whatever is changed.
        """

    private static func section(_ place: Context) -> String {
        var table = MarkdownTable("Keys", "Action", "Does")
        for binding in Keymap.standard[place] {
            table.add(binding.keyNames.map(\.code).joined(separator: " "), binding.id.code, binding.help)
        }
        return "## \(place.title) (\(place.rawValue.code))\n\n\(table.text)"
    }
}

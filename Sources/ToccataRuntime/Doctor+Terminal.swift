import CursesTerminal
import TerminalKit
import ToccataConfig

/// The terminal, and what it can show.
extension Doctor {
    var terminal: Finding {
        let traits = TerminalTraits(environment: environment)
        guard let size = traits.size else {
            return Finding(
                .warning,
                "terminal",
                "none here: the console needs one",
                advice: "Over SSH, ssh -t HOST toccata brings one along; the commands work without."
            )
        }
        let name = traits.name.isEmpty ? "TERM is not set" : traits.name
        guard let colors = traits.colors else {
            return Finding(
                .warning,
                "terminal",
                "\(name) is not known on this machine, \(size.columns)x\(size.rows); xterm is taken for it",
                advice: "Set TERM to what it is, or install ncurses-term."
            )
        }
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let colour = isPlain ? "no colours (NO_COLOR)" : "\(colors) colours"
        let text = "\(name), \(size.columns)x\(size.rows), \(colour), Esc after \(escapeDelay) ms"
        let isSmall = size.columns < 40 || size.rows < 10
        return Finding(
            isSmall ? .warning : .ok,
            "terminal",
            text,
            advice: isSmall ? "It works from 20x5 on, and shows all there is from 80x24 on." : nil
        )
    }

    /// Whose colours are shown, where a person has chosen some.
    func looks(_ configuration: Configuration) -> [Finding] {
        guard !configuration.looks.isEmpty else { return [] }
        let names = Role.allCases.filter { configuration.looks[$0] != nil }.map(\.name).joined(separator: ", ")
        let colours = TerminalTraits(environment: environment).colors ?? 0
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let reason = isPlain ? " (not shown: NO_COLOR is set)" : colours < 8 ? " (not shown: no colours here)" : ""
        return [Finding(.ok, "colors", "\(names) as configured\(reason)")]
    }

    private var escapeDelay: Int { Int(ByteDecoder.escapeDelay(environment: environment) / .milliseconds(1)) }

    var locale: Finding {
        if ConsoleFront.isLocaleASCII(environment) {
            return Finding(
                .warning,
                "characters",
                "the locale is not UTF-8: lines and texts are drawn in ASCII",
                advice: "LC_ALL=C.UTF-8 toccata shows them as they are, if the terminal does."
            )
        }
        return Finding(.ok, "characters", "UTF-8", advice: nil)
    }
}

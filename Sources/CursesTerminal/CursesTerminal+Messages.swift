import FoundationEssentials
import PlainText
package import TerminalKit

extension CursesTerminal {
    package func tell(_ message: TerminalMessage) {
        guard isEntered else { return }
        switch message {
        case .bell: device.write([0x07])
        case .title(let title):
            if hasTitle { device.write("\u{1B}]2;\(PlainText.line(title))\u{1B}\\".utf8) }
        case .clipboard(let text):
            let bytes = Data(PlainText.lines(text).utf8).base64EncodedString()
            device.write("\u{1B}]52;c;\(bytes)\u{1B}\\".utf8)
        }
    }

    /// Whether a terminal of this name takes a title; others would show its letters.
    static func hasTitle(_ name: String) -> Bool {
        let known = [
            "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "wezterm", "st-", "konsole", "gnome",
        ]
        return known.contains(where: name.hasPrefix)
    }
}

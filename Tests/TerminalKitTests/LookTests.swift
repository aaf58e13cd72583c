import TerminalKit
import Testing

@Suite("Looks")
struct LookTests {
    private func look(_ words: String) -> Look? { Look(words: words.split(separator: " ").map(String.init)) }

    @Test("are written as a colour, a background behind on, and attributes, in any order")
    func words() throws {
        let colour = { (name: String) in try #require(PaletteColour(name)) }
        #expect(try look("red bold") == Look(colour("red"), .bold))
        #expect(try look("reverse bright-blue underline") == Look(colour("bright-blue"), [.reverse, .underline]))
        #expect(try look("on blue dim white") == Look(colour("white"), on: colour("blue"), isFaint: true))
        #expect(look("default on default") == Look())
    }

    @Test(
        "are none with a word too many, too few or of another language",
        arguments: ["", "rot", "red blue", "on", "red on", "on red on blue", "RED"]
    )
    func wrongWords(words: String) { #expect(look(words) == nil) }

    @Test("have the sixteen colours of the palette by the numbers that terminals know them by")
    func colours() {
        #expect(PaletteColour("black")?.number == 0)
        #expect(PaletteColour("white")?.number == 7)
        #expect(PaletteColour("bright-black")?.number == 8)
        #expect(PaletteColour("bright-white")?.number == 15)
        #expect(PaletteColour.names.count == 16)
    }

    @Test("are bold for bright where a terminal has eight colours")
    func eightColours() {
        #expect(look("bright-red on bright-blue")?.shown(colours: 8) == look("red bold on blue"))
        #expect(look("red")?.shown(colours: 8) == look("red"))
        #expect(look("bright-red")?.shown(colours: 256) == look("bright-red"))
    }

    @Test("take the place of what a role has of itself")
    func ownAttributes() {
        #expect(Role.selection.ownAttributes == .reverse)
        #expect(Role.field.ownAttributes == .underline)
        #expect(Role.bad.ownAttributes == [])
    }
}

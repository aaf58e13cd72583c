import Glibc
import Testing

/// What a key costs on the line, at 120x40 with a list longer than the screen; over SSH it is what one feels.
@Suite("Bytes for each key", .serialized, .timeLimit(.minutes(2)))
struct ByteCountTests {
    let home: Home
    let ledger: SeededLedger

    init() async throws {
        home = try Home()
        ledger = try await SeededLedger.plain(in: home, count: 150)
    }

    private func open() throws -> PtyProgram {
        let program = try PtyProgram(columns: 120, rows: 40, environment: home.environment())
        program.wait(for: "lake number 20")
        return program
    }

    @Test("a move is a frame of 200 bytes at most, and Detail follows it by itself")
    func move() throws {
        let program = try open()
        for key in ["j", "j", "k"] {
            program.type(key)
            let frame = program.next()
            #expect(!frame.isEmpty && frame.count <= 200, "\(key): \(frame.count) bytes")
            #expect(!program.answer().isEmpty)
        }
    }

    @Test("a row further at the edge is 300 bytes at most where the list has the width of the screen")
    func scroll() throws {
        let program = try open()
        program.type("+")
        _ = program.answer()
        program.type(String(repeating: "j", count: 60))
        _ = program.answer()
        program.type("j")
        let bytes = program.answer()
        #expect(!bytes.isEmpty && bytes.count <= 300, "\(bytes.count) bytes")
    }

    @Test("a typed character is 25 bytes at most")
    func typed() throws {
        let program = try open()
        program.type("2")
        _ = program.answer()
        // With the first the checks and the hints change, too.
        program.type("a")
        _ = program.answer()
        program.type("b")
        let frame = program.next()
        #expect(!frame.isEmpty && frame.count <= 25, "\(frame.count) bytes")
    }

    @Test("a hundred downs at once are two frames at most, and a hundred rows")
    func burst() throws {
        let program = try open()
        program.type(String(repeating: "j", count: 100))
        let bytes = program.wait(for: "t00100")
        #expect(bytes.count <= 6000, "\(bytes.count) bytes")
    }

    @Test("nothing is written while nothing changes, nor for a key that does nothing")
    func idle() throws {
        let program = try open()
        program.type("k")
        #expect(program.rest(silence: 1500).isEmpty)
    }
}

import Testing
import ToccataApp
import ToccataCore

@Suite("The first start")
struct WelcomeTests {
    @Test("ends in a draft that the next three keys send to the local server")
    func sends() {
        var desk = Desk()
        desk.press("Enter C-x Enter y")
        let sent = desk.effects.compactMap { if case .send = $0 { true } else { nil } }
        #expect(sent.count == 1)
    }

    @Test("fills nothing in where sending costs money, and leaves what was written", arguments: [true, false])
    func keeps(isLocal: Bool) {
        var desk = Desk(server: isLocal ? .local : .remote(baseURL: "https://api.example/vdr", keyID: "AK"))
        if isLocal {
            desk.press("2")
            desk.type("a kite")
            desk.press("Esc 1")
        }
        desk.press("Enter")
        #expect(desk.state.screen == .compose && desk.state.compose.draft.prompt == (isLocal ? "a kite" : ""))
    }

    @Test("is over with the first task")
    func over() {
        var desk = Desk(tasks: [makeTask("aaaaaa", .out)])
        #expect(!desk.screen.contains("first draft"))
        desk.press("Enter")
        #expect(desk.state.screen == .queue && desk.state.detailTop == 0)
    }

    @Test(
        "says where one is and which keys lead on, on 40x12 the keys alone",
        arguments: [(80, 24), (40, 12), (21, 6)]
    )
    func fits(columns: Int, rows: Int) {
        let screen = Desk(columns: columns, rows: rows).screen
        #expect(screen.contains("Enter    a") || columns < 40)
        #expect(screen.contains("costs nothing") == (rows == 24), "\(screen)")
    }

    @Test("warns of the cost at a service")
    func remote() {
        let desk = Desk(server: .remote(baseURL: "https://api.example/vdr", keyID: "AK"))
        #expect(desk.screen.contains("billed and cannot be called"), "\(desk.screen)")
    }

    @Test("warns of the cost where there is room for little", arguments: [(40, 12), (24, 8)])
    func remoteAndSmall(columns: Int, rows: Int) {
        let server = ServerIdentity.remote(baseURL: "https://api.example/vdr", keyID: "AK")
        let desk = Desk(columns: columns, rows: rows, server: server)
        #expect(desk.screen.contains("billed"), "\(desk.screen)")
        #expect(desk.screen.contains("Enter "), "\(desk.screen)")
    }
}

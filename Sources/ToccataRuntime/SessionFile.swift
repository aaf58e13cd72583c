import BachAPI
import FoundationEssentials
import Glibc
import ToccataApp

/// `session.json`: where a person was in the console that was left last.
///
/// A file and not the ledger: nobody else has to know, and no other console is to wake up for it.
struct SessionFile: Sendable {
    let path: String

    /// The last session; nil when there is none that can be read.
    func read() -> Session? {
        guard let data = try? Data(contentsOf: URL(filePath: path)), let json = try? JSONValue(parsing: data) else {
            return nil
        }
        return Session(json: json)
    }

    /// Where it cannot be written, the next console begins like the first one: that is worth no word.
    func write(_ session: Session) {
        let temporary = path + ".\(getpid())"
        unlink(temporary)
        if PrivateFile.write(Array(session.json.text(.indented).utf8), to: temporary) { rename(temporary, path) }
    }
}

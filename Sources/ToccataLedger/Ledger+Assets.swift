package import FoundationEssentials
import SQLiteKit
package import ToccataCore

extension Ledger {
    /// The URL under which a server knows a picture that was uploaded before.
    ///
    /// - Parameter hash: The SHA-256 of its bytes, in hexadecimal digits.
    package func assetURL(hash: String, server: ServerIdentity) throws(LedgerError) -> String? {
        let sql = "SELECT url FROM assets WHERE hash = ?1 AND server = ?2"
        return try perform { connection throws(SQLiteError) in
            try connection.query(sql, [.text(hash), .text(Self.key(server))]).first?.text("url")
        }
    }

    /// Remembers a picture that was uploaded, so that it need not be again.
    package func recordAsset(
        hash: String,
        server: ServerIdentity,
        url: String,
        path: String,
        bytes: Int,
        at now: Date
    ) throws(LedgerError) {
        let sql = """
            INSERT OR REPLACE INTO assets (hash, server, url, path, bytes, recorded_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        let values: [SQLiteValue] = [
            .text(hash), .text(Self.key(server)), .text(url), .text(path), .init(bytes), .init(now),
        ]
        try perform { connection throws(SQLiteError) in _ = try connection.execute(sql, values) }
    }

    /// The embedded server is one, whatever its port; of another one its address counts.
    private static func key(_ server: ServerIdentity) -> String {
        server.isLocal ? server.name : server.baseURL
    }
}

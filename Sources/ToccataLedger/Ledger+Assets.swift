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

    /// When a picture was uploaded that a server still knows, as far as is known here.
    package func assetTime(hash: String, server: ServerIdentity) throws(LedgerError) -> Date? {
        let sql = "SELECT recorded_at FROM assets WHERE hash = ?1 AND server = ?2"
        return try perform { connection throws(SQLiteError) in
            try connection.query(sql, [.text(hash), .text(Self.key(server))]).first?.date("recorded_at")
        }
    }

    /// The URLs of all pictures that were uploaded to a server, by the paths they had then.
    package func assetURLs(server: ServerIdentity) throws(LedgerError) -> [String: String] {
        let sql = "SELECT path, url FROM assets WHERE server = ?1 ORDER BY recorded_at"
        let rows = try perform { connection throws(SQLiteError) in
            try connection.query(sql, [.text(Self.key(server))])
        }
        var urls: [String: String] = [:]
        for row in rows { if let path = row.text("path"), let url = row.text("url") { urls[path] = url } }
        return urls
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
        try transact { connection throws(SQLiteError) in _ = try connection.execute(sql, values) }
    }

    /// Forgets the pictures of some URLs, which the server may no longer know.
    package func forgetAssets(at urls: [String], server: ServerIdentity) throws(LedgerError) {
        let key: SQLiteValue = .text(Self.key(server))
        try transact { connection throws(SQLiteError) in
            for row in try connection.query("SELECT hash, url FROM assets WHERE server = ?1", [key]) {
                guard let hash = row.text("hash"), let url = row.text("url") else { continue }
                // The embedded server may have been elsewhere when it gave the URL.
                guard urls.contains(where: { server.current($0, currentBaseURL: url) == url }) else { continue }
                try connection.execute("DELETE FROM assets WHERE hash = ?1 AND server = ?2", [.text(hash), key])
            }
        }
    }

    /// The embedded server is one, whatever its port; of another one its address counts.
    private static func key(_ server: ServerIdentity) -> String {
        server.isLocal ? server.name : server.baseURL
    }
}

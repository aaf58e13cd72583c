import ToccataApp

/// What is said for as long as the ledger cannot be written.
enum TroubleWords {
    /// For the header.
    static func label(_ trouble: LedgerTrouble) -> String {
        switch trouble.kind {
        case .diskFull: "DISK FULL"
        case .readOnly: "READ ONLY"
        case .damaged: "LEDGER DAMAGED"
        }
    }

    /// For the row of a task that is to go out.
    static func note(_ trouble: LedgerTrouble) -> String {
        switch trouble.kind {
        case .diskFull: "disk full"
        case .readOnly: "read only"
        case .damaged: "damaged"
        }
    }

    /// Why such a task does not go out, and what lets it.
    static func explanation(_ trouble: LedgerTrouble) -> String {
        switch trouble.kind {
        case .diskFull:
            "Nothing is sent while the disk of the ledger is full. When there is room, it goes out by itself."
        case .readOnly: "Nothing is sent while the ledger cannot be written to. When it can, it goes out by itself."
        case .damaged: "Nothing is sent, for the ledger is damaged and nothing can be recorded in it."
        }
    }

    static func line(_ trouble: LedgerTrouble) -> String { "\(label(trouble)), nothing is sent: \(trouble.reason)" }
}

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

    static func line(_ trouble: LedgerTrouble) -> String { "\(label(trouble)), nothing is sent: \(trouble.reason)" }
}

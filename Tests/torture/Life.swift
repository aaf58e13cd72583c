import Scratch
import ToccataCore

/// How one process fares, from its start to its end.
struct Life: Codable {
    /// Where it does something to itself.
    struct Mark: Codable {
        enum End: String, Codable {
            /// SIGKILL: no handler runs, nothing is written any more.
            case kill
            /// SIGSTOP, until the driver lets it go on; others may have done its work meanwhile.
            case suspend
        }

        var point: Checkpoint
        /// Which passing of it.
        var number: Int
        var end: End
    }

    var mark: Mark?
    /// After so many milliseconds it is ended from outside.
    var patience: Int
    /// Whether these count from its first instruction, and not from when it is ready.
    var isCutShort: Bool
    /// Whether it is asked to end, as by a hang-up, and not killed.
    var isAsked: Bool
    /// Of the lies that it is told; nil for none.
    var lies: UInt64?
    /// Whether there is room for videos.
    var hasRoom: Bool
    /// For how many milliseconds the disk of the ledger is full.
    var ledgerIsFull: Int
    /// How many tasks may run at the service; nil for any number.
    var mostRunning: Int?

    init(_ chance: inout Chance) {
        mark = Mark(
            point: chance.pick(Checkpoint.allCases),
            number: 1 + chance.below(3),
            end: chance.below(4) == 0 ? .suspend : .kill
        )
        patience = 50 + chance.below(450)
        isCutShort = chance.below(8) == 0
        isAsked = chance.below(3) == 0
        lies = chance.below(3) == 0 ? UInt64(chance.below(1_000_000)) : nil
        hasRoom = chance.below(6) != 0
        ledgerIsFull = chance.below(8) == 0 ? chance.below(400) : 0
        mostRunning = chance.below(3) == 0 ? 1 + chance.below(2) : nil
    }

    /// One without troubles of its own until it comes to a point, where it is killed.
    init(upTo point: Checkpoint) {
        mark = Mark(point: point, number: 1, end: .kill)
        (patience, isCutShort, isAsked) = (1500, false, false)
        (hasRoom, ledgerIsFull) = (true, 0)
    }
}

extension VideoTask {
    /// Why a task is kept here that a person holds, as its message.
    package static let heldByYou = "Held by you: it goes out only when you release it."

    /// Why a task is kept here that was to go out when it was forgotten, as its message.
    package static let heldSinceForgotten = "It was forgotten and brought back: it goes out only when you release it."

    /// Why it is kept here after it was taken back, and that was undone.
    package static let heldSinceTakenBack =
        "It was taken back and brought back: it goes out only when you release it."

    package var isHeldByPerson: Bool { state == .held && isHoldOfPerson }

    /// Whether its message is only that a person keeps it here.
    var isHoldOfPerson: Bool { [Self.heldByYou, Self.heldSinceForgotten, Self.heldSinceTakenBack].contains(message) }

    /// Whether it was taken back before it was ever claimed: what was, may have been sent, and is never unsent again.
    package var canBeBroughtBack: Bool { state == .stopped && attempts == 0 && sentAt == nil && taskID == nil }

    /// Whether it would go out by itself sooner or later, and can still be kept here.
    package var canBeHeld: Bool { state == .out || state == .retry }
}

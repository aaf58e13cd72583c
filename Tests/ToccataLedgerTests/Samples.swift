import BachAPI
import FoundationEssentials
import ToccataCore
import ToccataLedger

/// Noon, and so many seconds after it.
func noon(_ seconds: Double = 0) -> Date {
    Date(timeIntervalSince1970: 1_800_000_000 + seconds)
}

extension VideoTask {
    static func sample(
        _ id: String = "a1b2c3",
        mode: Mode = .textToVideo,
        origin: Origin = .console,
        holder: String? = "4711:99",
        request: JSONValue = ["prompt": "a tide at dusk", "duration": 6],
        at: Date = noon()
    ) -> VideoTask {
        VideoTask(
            id: ShortID(rawValue: id),
            mode: mode,
            server: .remote(baseURL: "https://api.example.com/vdr", keyID: "AK1"),
            origin: origin,
            holder: holder,
            request: request,
            folder: "/videos",
            createdAt: at
        )
    }

    /// Carries the task through events, each a second later.
    func after(_ events: TaskEvent...) -> VideoTask {
        var task = self
        for (event, seconds) in zip(events, 1...) { _ = task.apply(event, at: createdAt + Double(seconds)) }
        return task
    }
}

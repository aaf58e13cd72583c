/// How long tasks of each kind took, as far as that was seen.
package struct DurationHistory: Equatable, Sendable {
    /// The fewest that say something.
    package static let fewest = 5
    /// The newest so many of a kind count: a service changes.
    static let most = 200

    /// Of all kinds together the newest so many are worth reading.
    package static let mostRead = 1000

    private var kinds: [TaskKind: Durations] = [:]

    package init() {}

    /// - Parameter tasks: The newest first.
    package init(_ tasks: some Sequence<VideoTask>) {
        for task in tasks.lazy.filter({ $0.took != nil }).prefix(Self.mostRead).reversed() { add(task) }
    }

    /// Takes in a task that is seen to have ended.
    package mutating func learn(_ task: VideoTask, from before: VideoTask?) {
        if before?.state.isPolled == true, !task.state.isPolled { add(task) }
    }

    private mutating func add(_ task: VideoTask) {
        if let took = task.took { add(took, of: TaskKind(task)) }
    }

    package mutating func add(_ took: Duration, of kind: TaskKind) {
        let seconds = took.inSeconds
        guard seconds > 0 else { return }
        for kind in [kind, kind.coarser] { kinds[kind, default: Durations()].add(seconds) }
    }

    /// How long those like it took; nil while fewer than five are known, of the kind or at least of the mode.
    package func like(_ kind: TaskKind) -> Durations? {
        for kind in [kind, kind.coarser] {
            if let durations = kinds[kind], durations.count >= Self.fewest { return durations }
        }
        return nil
    }
}

/// Seconds that tasks of a kind took.
package struct Durations: Equatable, Sendable {
    /// In the order they came.
    private var newest: [Double] = []
    private var sorted: [Double] = []

    package var count: Int { sorted.count }
    package var tenth: Double { quantile(0.1) }
    package var median: Double { quantile(0.5) }
    package var ninetieth: Double { quantile(0.9) }

    mutating func add(_ seconds: Double) {
        newest.append(seconds)
        sorted.insert(seconds, at: place(of: seconds))
        guard newest.count > DurationHistory.most else { return }
        sorted.remove(at: place(of: newest.removeFirst()))
    }

    private func place(of seconds: Double) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < seconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The time within which so much of them was finished; of what was never seen, the nearest that was.
    package func quantile(_ part: Double) -> Double {
        let place = min(max(part * Double(count + 1) - 1, 0), Double(count - 1))
        let (lower, rest) = (Int(place), place - place.rounded(.down))
        return sorted[lower] + (rest > 0 ? rest * (sorted[lower + 1] - sorted[lower]) : 0)
    }

    /// The chance in a second that one which is not finished at that age finishes.
    func hazard(at age: Double) -> Double {
        let (from, to, share) = age < median ? (tenth, median, 0.5878) : (median, ninetieth, 1.6094)
        // What takes always the same time is found at the next look.
        return share / max(to - from, 1)
    }
}

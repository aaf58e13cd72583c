/// Ids in the order of their keys, the least first; each is in it once at most.
///
/// Whatever is done costs no more than the logarithm of how many there are.
package struct PriorityHeap<ID: Hashable & Sendable, Key: Comparable & Sendable>: Sendable {
    private var entries: [(id: ID, key: Key)] = []
    private var places: [ID: Int] = [:]

    package init() {}

    package var count: Int { entries.count }
    package var first: (id: ID, key: Key)? { entries.first }

    package subscript(id: ID) -> Key? { places[id].map { entries[$0].key } }

    /// Adds an id, or gives one that is in it another key.
    package mutating func set(_ id: ID, to key: Key) {
        if let place = places[id] {
            entries[place].key = key
            settle(place)
        } else {
            entries.append((id, key))
            places[id] = entries.count - 1
            rise(entries.count - 1)
        }
    }

    /// Answers the key that it had.
    @discardableResult
    package mutating func remove(_ id: ID) -> Key? {
        guard let place = places.removeValue(forKey: id) else { return nil }
        let key = entries[place].key
        let last = entries.removeLast()
        if place < entries.count {
            put(last, at: place)
            settle(place)
        }
        return key
    }

    private mutating func settle(_ place: Int) {
        rise(place)
        sink(place)
    }

    private mutating func rise(_ start: Int) {
        var place = start
        let entry = entries[place]
        while place > 0, entry.key < entries[(place - 1) / 2].key {
            put(entries[(place - 1) / 2], at: place)
            place = (place - 1) / 2
        }
        put(entry, at: place)
    }

    private mutating func sink(_ start: Int) {
        var place = start
        let entry = entries[place]
        while let child = leastChild(of: place), entries[child].key < entry.key {
            put(entries[child], at: place)
            place = child
        }
        put(entry, at: place)
    }

    private func leastChild(of place: Int) -> Int? {
        let left = 2 * place + 1
        guard left < entries.count else { return nil }
        let right = left + 1
        return right < entries.count && entries[right].key < entries[left].key ? right : left
    }

    private mutating func put(_ entry: (id: ID, key: Key), at place: Int) {
        entries[place] = entry
        places[entry.id] = place
    }
}

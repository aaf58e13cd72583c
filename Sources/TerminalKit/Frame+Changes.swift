extension Frame {
    /// The cells to draw for this frame to take the place of an older one, row by row.
    ///
    /// Of a wide character the left half stands for both.
    ///
    /// - Parameter older: What is on the screen; nil, or a frame of another size, to draw every cell.
    package func forEachChange(since older: Frame?, _ body: (Cell, Point) -> Void) {
        let isComparable = older?.size == size
        cells.withUnsafeBufferPointer { new in
            (older?.cells ?? []).withUnsafeBufferPointer { old in
                for index in new.indices where !isComparable || new[index] != old[index] {
                    let left = new[index].isRightHalf && index % size.columns > 0 ? index - 1 : index
                    body(new[left], Point(column: left % size.columns, row: left / size.columns))
                }
            }
        }
    }
}

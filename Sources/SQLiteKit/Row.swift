/// One row of an answer, read by column name.
///
/// Whatever the file holds, reading never traps: a column that is missing, null or of another type reads as nil.
package struct Row: Equatable, Sendable {
    package let names: [String]
    package let values: [SQLiteValue]

    package init(names: [String], values: [SQLiteValue]) {
        self.names = names
        self.values = values
    }

    /// The value in the first column of that name; null when there is none.
    package subscript(name: String) -> SQLiteValue {
        zip(names, values).first { $0.0 == name }?.1 ?? .null
    }

    package func text(_ name: String) -> String? {
        guard case .text(let text) = self[name] else { return nil }
        return text
    }

    /// A whole number; a real without a fraction counts as one.
    package func integer(_ name: String) -> Int? {
        switch self[name] {
        case .integer(let integer): Int(exactly: integer)
        case .real(let real): Int(exactly: real)
        default: nil
        }
    }

    package func real(_ name: String) -> Double? {
        switch self[name] {
        case .real(let real): real
        case .integer(let integer): Double(integer)
        default: nil
        }
    }

    /// False for zero, true for any other number.
    package func flag(_ name: String) -> Bool? {
        integer(name).map { $0 != 0 }
    }

    package func blob(_ name: String) -> [UInt8]? {
        guard case .blob(let bytes) = self[name] else { return nil }
        return bytes
    }
}

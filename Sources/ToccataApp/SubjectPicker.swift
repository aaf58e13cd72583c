package import TerminalKit
package import ToccataCore

/// The kept subjects, to take one of: in the order they had when it was opened, whatever is used meanwhile.
package struct SubjectPicker: Equatable, Sendable {
    let names: [String]
    package internal(set) var viewport: ListViewport

    init(_ subjects: [Subject]) {
        names = subjects.map(\.name)
        viewport = ListViewport(count: subjects.count)
    }
}

extension AppState {
    /// What a picker shows; a subject that was kept since it was opened comes last.
    package func subjects(in picker: SubjectPicker) -> [Subject] {
        let byName = Dictionary(subjects.map { ($0.name, $0) }) { $1 }
        let known = Set(picker.names)
        return picker.names.compactMap { byName[$0] } + subjects.filter { !known.contains($0.name) }
    }

    /// The kept subjects: what was used last comes first, what never was by name behind it.
    var subjectsByUse: [Subject] {
        let used = subjects.compactMap { subject in
            subjectUses[subject.name].map { (subject: subject, lastAt: $0.lastAt) }
        }
        let unused = subjects.filter { subjectUses[$0.name] == nil }
        return used.sorted { $0.lastAt > $1.lastAt }.map(\.subject) + unused
    }
}

import ToccataCore

/// `toccata tag ID... +keep -draft`: a word with a sign is a tag, one without is the id of a task.
enum TagParser {
    static func parse(_ arguments: inout Arguments) throws(UsageError) -> Command {
        var (ids, tags, json): ([String], [String], Bool) = ([], [], false)
        for word in arguments.rest() {
            switch word {
            case "--json": json = true
            case _ where word.hasPrefix("--"): throw CommandParser.unknown(word, "tag")
            case _ where word.hasPrefix("+") || word.hasPrefix("-"): tags.append(word)
            default: ids.append(word)
            }
        }
        guard !ids.isEmpty, !tags.isEmpty else { throw UsageError(Help.usageLine(of: "tag")) }
        do throws(TagChange.Problem) {
            return .tag(ids: ids, try TagChange(tags.joined(separator: " ")), json: json)
        } catch {
            throw UsageError(error.description)
        }
    }
}

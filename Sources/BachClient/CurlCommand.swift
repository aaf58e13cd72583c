import FoundationEssentials
package import HTTPKit

/// A request as a command for a shell; the token is left to the variable `BACH_API_TOKEN`.
package enum CurlCommand {
    package static func text(_ request: HTTPRequest) -> String {
        var parts = ["curl -X \(request.method.rawValue) \(quoted(request.url))"]
        parts.append(#"-H "Authorization: Bearer $BACH_API_TOKEN""#)
        for field in request.headers.fields where field.name.lowercased() != "authorization" {
            parts.append("-H " + quoted("\(field.name): \(field.value)"))
        }
        switch request.body {
        case .none: break
        case .bytes(let data): parts.append("--data-raw " + quoted(String(decoding: data, as: UTF8.self)))
        case .multipart(let form): parts += form.map(argument)
        }
        return parts.joined(separator: " \\\n  ")
    }

    private static func argument(_ part: HTTPRequest.Part) -> String {
        switch part {
        case .text(let name, let value): "--form-string " + quoted("\(name)=\(value)")
        case .file(let name, let path, let filename, _):
            "-F " + quoted("\(name)=@\(formQuoted(path));filename=\(formQuoted(filename))")
        }
    }

    /// Between single quotes a shell reads everything as it is, but for the quote itself.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// curl's own quotes, within which `;` and `,` of a file name mean nothing.
    private static func formQuoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#) + "\""
    }
}

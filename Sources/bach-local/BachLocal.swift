import BachServer
import FoundationEssentials
import Glibc

@main
enum BachLocal {
    static func main() async {
        let process = ProcessInfo.processInfo
        exit(await ServerCommand.run(Array(process.arguments.dropFirst()), environment: process.environment))
    }
}

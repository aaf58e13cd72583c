import Glibc
import ToccataCLI

@main
struct Toccata {
    static func main() async {
        exit(await CommandRunner.run(Array(CommandLine.arguments.dropFirst())))
    }
}

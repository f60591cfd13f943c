import Glibc
import Sharing

/// The program: a command where the first argument is one's name, else the node, whose command line is all
/// flags as it was with the original.
@main
enum EntryPoint {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        #if OpenDHT
            // Not a command of a user's: the node starts itself so.
            if arguments.first == NodeProgram.name { exit(NodeProgram.run()) }
        #endif
        if let name = arguments.first, name == "help" || Commands.names.contains(name) {
            exit(await Commands.run(arguments))
        }
        await SentryPeer.main(arguments)
    }
}

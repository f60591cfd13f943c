import CProgram
import Delivery
import ServiceLifecycle

/// Shows the start screen once the node runs. Whoever waits for the screen may send a signal at once, so
/// that it comes after they are trapped, not before.
struct StartAnnouncement: Service {
    let text: String

    func run() async throws {
        StandardError.put(text)
        // Two thirds of the code that starting ran never runs again, and small devices have better use for its memory.
        program_release_code()
        // A service that returns ends the others.
        try? await gracefulShutdown()
    }
}
